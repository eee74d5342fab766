import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { readStockQuery, stockInput } from "../../../../../../features/inventory/query.ts";
import { StockPage } from "../../../../../../features/inventory/stock-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("inventory"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const query = readStockQuery(search);
  return (
    <Prefetched
      of={[
        (trpc) => trpc.inventory.list.queryOptions({ store, ...stockInput(query) }),
        (trpc) => trpc.locations.list.queryOptions({ store }),
      ]}
    >
      <StockPage query={query} />
    </Prefetched>
  );
}

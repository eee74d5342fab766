import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { BulkPage } from "../../../../../../features/products/bulk-page.tsx";
import { mostEdited, productsInput, readProductsQuery } from "../../../../../../features/products/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const named = typeof search.ids === "string" ? search.ids.split(",") : [];
  const ids = [...new Set(named.filter((id) => isId(id)))].slice(0, mostEdited);
  const query = readProductsQuery(search);
  return (
    <Prefetched
      of={[
        (trpc) =>
          ids.length > 0
            ? trpc.products.sheet.queryOptions({ store, ids })
            : trpc.products.list.queryOptions({ store, ...productsInput(query) }),
      ]}
    >
      <BulkPage key={ids.join()} ids={ids} query={query} />
    </Prefetched>
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { CountsPage } from "../../../../../../features/inventory/counts-page.tsx";
import { readNumber } from "../../../../../../features/inventory/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("counts"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const before = readNumber(search.before);
  return (
    <Prefetched
      of={[
        (trpc) => trpc.inventory.counts.queryOptions({ store, ...(before ? { before } : {}) }),
        (trpc) => trpc.locations.list.queryOptions({ store }),
      ]}
    >
      <CountsPage before={before} />
    </Prefetched>
  );
}

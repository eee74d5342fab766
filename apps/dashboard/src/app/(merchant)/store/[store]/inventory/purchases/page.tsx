import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { ConsignmentsPage } from "../../../../../../features/inventory/consignments-page.tsx";
import { readNumber } from "../../../../../../features/inventory/query.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("consignments"))("purchase.title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const query = { isAll: search.all === "1", before: readNumber(search.before) };
  const state = query.isAll ? ("all" as const) : ("open" as const);
  const input = {
    store,
    kind: "purchase" as const,
    state,
    ...(query.before ? { before: query.before } : {}),
  };
  return (
    <Prefetched of={[(trpc) => trpc.inventory.consignments.queryOptions(input)]}>
      <ConsignmentsPage kind="purchase" query={query} />
    </Prefetched>
  );
}

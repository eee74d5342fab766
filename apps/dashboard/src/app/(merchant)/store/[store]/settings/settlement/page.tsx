import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { SettlementPage } from "../../../../../../features/settlement/settlement-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") };
}

type Props = {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const [{ store }, search] = await Promise.all([params, searchParams]);
  const before = /^\d{4}-\d{2}-\d{2}$/.exec(String(search.before ?? ""))?.[0] ?? null;
  return (
    <Prefetched of={[(trpc) => trpc.settlement.bills.queryOptions({ store, ...(before ? { before } : {}) })]}>
      <SettlementPage before={before} />
    </Prefetched>
  );
}

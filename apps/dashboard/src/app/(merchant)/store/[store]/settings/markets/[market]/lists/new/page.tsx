import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../../../api/prefetch.tsx";
import { PriceListPage } from "../../../../../../../../../features/settings/markets/price-list-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("markets.lists"))("new") };
}

export default async function Page({ params }: { params: Promise<{ store: string; market: string }> }) {
  const { store, market } = await params;
  if (!isId(market)) notFound();
  return (
    <Prefetched
      of={[
        (trpc) => trpc.markets.list.queryOptions({ store }),
        (trpc) => trpc.markets.groups.queryOptions({ store }),
      ]}
    >
      <PriceListPage market={market} />
    </Prefetched>
  );
}

import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { marketNames } from "../../../../../../../features/settings/markets/market-names.ts";
import { MarketPage } from "../../../../../../../features/settings/markets/market-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("markets"))("market") };
}

export default async function Page({ params }: { params: Promise<{ store: string; market: string }> }) {
  const [{ store, market }, locale] = await Promise.all([params, getLocale()]);
  if (!isId(market)) notFound();
  return (
    <Prefetched
      of={[
        (trpc) => trpc.markets.list.queryOptions({ store }),
        (trpc) => trpc.markets.samples.queryOptions({ store }),
        (trpc) => trpc.stores.settings.queryOptions({ store }),
      ]}
    >
      <MarketPage id={market} names={marketNames(locale)} />
    </Prefetched>
  );
}

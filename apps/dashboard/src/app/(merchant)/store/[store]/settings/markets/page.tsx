import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { MarketsSettings } from "../../../../../../features/settings/markets/markets-settings.tsx";
import { accountNames } from "../../../../../../features/settings/payments/account-names.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.markets") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const [{ store }, locale] = await Promise.all([params, getLocale()]);
  return (
    <Prefetched of={[(trpc) => trpc.markets.list.queryOptions({ store })]}>
      <MarketsSettings countries={accountNames(locale).countries} />
    </Prefetched>
  );
}

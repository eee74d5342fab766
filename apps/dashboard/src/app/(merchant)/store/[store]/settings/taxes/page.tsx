import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { accountNames } from "../../../../../../features/settings/payments/account-names.ts";
import { TaxSettings } from "../../../../../../features/settings/taxes/tax-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.taxes") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const [{ store }, locale] = await Promise.all([params, getLocale()]);
  return (
    <Prefetched of={[(trpc) => trpc.taxes.get.queryOptions({ store })]}>
      <TaxSettings countries={accountNames(locale).countries} />
    </Prefetched>
  );
}

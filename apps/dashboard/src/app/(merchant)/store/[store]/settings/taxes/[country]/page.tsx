import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { accountNames } from "../../../../../../../features/settings/payments/account-names.ts";
import { CountryPage } from "../../../../../../../features/settings/taxes/country-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.taxes") };
}

export default async function Page({ params }: { params: Promise<{ store: string; country: string }> }) {
  const [{ store, country }, locale] = await Promise.all([params, getLocale()]);
  const known = accountNames(locale).countries.find(([code]) => code === country);
  if (!known) notFound();
  return (
    <Prefetched isPageOf of={[(trpc) => trpc.taxes.get.queryOptions({ store })]}>
      <CountryPage key={country} country={country} name={known[1]} />
    </Prefetched>
  );
}

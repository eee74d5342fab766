import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../api/prefetch.tsx";
import { StoreSettings } from "../../../../../features/settings/store-settings.tsx";
import { languageOptions, timezoneOptions } from "../../../../../features/stores/option-lists.ts";
import { settingsOf } from "../../../../../features/stores/router.ts";
import { requestContext } from "../../../../../server/request-context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const [{ store }, locale] = await Promise.all([params, getLocale()]);
  const settings = await settingsOf(await requestContext(), store);
  if (!settings) notFound();
  const names = (type: "region" | "currency", code: string) =>
    new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  return (
    <Prefetched of={[(trpc) => trpc.stores.settings.queryOptions({ store })]}>
      <StoreSettings
        choices={{
          languages: languageOptions(locale, settings.locales),
          timezones: timezoneOptions([settings.timezone]),
          country: names("region", settings.country),
          currency: `${settings.currency} · ${names("currency", settings.currency)}`,
        }}
      />
    </Prefetched>
  );
}

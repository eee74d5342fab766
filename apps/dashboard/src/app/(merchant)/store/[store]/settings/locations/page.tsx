import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { LocationsSettings } from "../../../../../../features/settings/locations/locations-settings.tsx";
import { accountNames } from "../../../../../../features/settings/payments/account-names.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.locations") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const [{ store }, locale] = await Promise.all([params, getLocale()]);
  return (
    <Prefetched
      of={[
        (trpc) => trpc.locations.list.queryOptions({ store }),
        (trpc) => trpc.stores.settings.queryOptions({ store }),
      ]}
    >
      <LocationsSettings names={accountNames(locale)} />
    </Prefetched>
  );
}

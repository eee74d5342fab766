import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { accountNames } from "../../../../../../features/settings/payments/account-names.ts";
import { ShippingSettings } from "../../../../../../features/settings/shipping/shipping-settings.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("tabs.shipping") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const [{ store }, locale] = await Promise.all([params, getLocale()]);
  return (
    <Prefetched
      of={[
        (trpc) => trpc.shipping.zones.queryOptions({ store }),
        (trpc) => trpc.shipping.locations.queryOptions({ store }),
        (trpc) => trpc.stores.settings.queryOptions({ store }),
      ]}
    >
      <ShippingSettings names={accountNames(locale)} />
    </Prefetched>
  );
}

import { isId } from "@hutong/kernel";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { accountNames } from "../../../../../../../features/settings/payments/account-names.ts";
import { ZonePage } from "../../../../../../../features/settings/shipping/zone-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shipping"))("editZone") };
}

export default async function Page({ params }: { params: Promise<{ store: string; zone: string }> }) {
  const [{ store, zone }, locale] = await Promise.all([params, getLocale()]);
  if (!isId(zone)) notFound();
  return (
    <Prefetched
      of={[
        (trpc) => trpc.shipping.zones.queryOptions({ store }),
        (trpc) => trpc.stores.settings.queryOptions({ store }),
      ]}
    >
      <ZonePage id={zone} names={accountNames(locale)} />
    </Prefetched>
  );
}

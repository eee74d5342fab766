import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { accountNames } from "../../../../../../../features/settings/payments/account-names.ts";
import { ZonePage } from "../../../../../../../features/settings/shipping/zone-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shipping"))("newZone") };
}

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ store: string }>;
  searchParams: Promise<{ market?: string | string[]; kind?: string | string[] }>;
}) {
  const [{ store }, { market, kind }, locale] = await Promise.all([params, searchParams, getLocale()]);
  return (
    <Prefetched
      of={[
        (trpc) => trpc.shipping.zones.queryOptions({ store }),
        (trpc) => trpc.stores.settings.queryOptions({ store }),
      ]}
    >
      <ZonePage
        market={typeof market === "string" ? market : null}
        kind={kind === "local" ? "local" : "shipping"}
        names={accountNames(locale)}
      />
    </Prefetched>
  );
}

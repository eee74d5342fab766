"use client";

import { SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import type { AccountNames } from "../payments/account-form.tsx";
import { SettingsFrame } from "../settings-frame.tsx";
import { GiftWrapping } from "./gift-wrapping.tsx";
import { LocationList } from "./location-list.tsx";
import { TryAddress } from "./try-address.tsx";
import { ZoneList } from "./zone-list.tsx";

/** Where a store sends to and at what rates, where orders are fetched, and an address to try. */
export function ShippingSettings({ names }: { names: AccountNames }) {
  const t = useTranslations("shipping");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const markets = useQuery(trpc.shipping.zones.queryOptions({ store: handle }));
  const settings = useQuery(trpc.stores.settings.queryOptions({ store: handle }));
  const failed = markets.error ?? settings.error;
  const hasMany = (markets.data?.length ?? 0) > 1;
  return (
    <SettingsFrame part="shipping">
      {markets.data && settings.data ? (
        <>
          {markets.data.map((market) => (
            <section key={market.id} className="mb-10">
              <h2 className="font-semibold text-section">
                {hasMany ? t("zonesOf", { market: market.handle, currency: market.currency }) : t("zones")}
              </h2>
              <p className="mb-3 text-ink-2">{t("zonesNote")}</p>
              <ZoneList market={market} countries={names.countries} />
              <TryAddress market={market} countries={names.countries} home={settings.data.country} />
            </section>
          ))}
          <section>
            <h2 className="font-semibold text-section">{t("pickup.title")}</h2>
            <p className="mb-3 text-ink-2">{t("pickup.note")}</p>
            <LocationList
              countries={names.countries}
              languages={names.languages.filter(([tag]) => settings.data.locales.includes(tag))}
              home={settings.data.country}
            />
          </section>
          <GiftWrapping />
        </>
      ) : failed ? (
        <BlockFailure
          error={failed}
          onRetry={() => {
            void markets.refetch();
            void settings.refetch();
          }}
        />
      ) : (
        <SkeletonRows label={loading} count={4} />
      )}
    </SettingsFrame>
  );
}

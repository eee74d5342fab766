"use client";

import { EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BackLink } from "../../../shell/back-link.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import type { AccountNames } from "../payments/account-form.tsx";
import { RemoveZone } from "./remove-zone.tsx";
import { ZoneForm } from "./zone-form.tsx";

/** One zone of a market, or a new one. */
export function ZonePage({
  id = null,
  market: marketId = null,
  kind: newKind = "shipping",
  names,
}: {
  id?: string | null;
  market?: string | null;
  kind?: "shipping" | "local";
  names: AccountNames;
}) {
  const t = useTranslations("shipping");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const quietly = { refetchOnWindowFocus: false };
  const markets = useQuery(trpc.shipping.zones.queryOptions({ store: handle }, quietly));
  const settings = useQuery(trpc.stores.settings.queryOptions({ store: handle }, quietly));
  const market = markets.data?.find(({ id: one, zones }) =>
    id === null ? one === (marketId ?? one) : zones.some((zone) => zone.id === id),
  );
  const zone = market?.zones.find((one) => one.id === id) ?? null;
  const kind = zone?.kind ?? newKind;
  const failed = markets.error ?? settings.error;
  const title =
    id === null ? t(kind === "local" ? "newLocal" : "newZone") : zone?.name || t(`kindOf.${kind}`);
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.settings(handle, "shipping")}>{t("list")}</BackLink>}
        title={title}
      />
      {markets.data && settings.data ? (
        market ? (
          <>
            <ZoneForm
              market={market}
              zone={zone}
              kind={kind}
              countries={names.countries}
              languages={names.languages.filter(([tag]) => settings.data.locales.includes(tag))}
              home={settings.data.country}
            />
            {zone ? <RemoveZone zone={zone} /> : null}
          </>
        ) : (
          <EmptyState title={t("zoneGone")}>{t("zoneGoneNote")}</EmptyState>
        )
      ) : failed ? (
        <BlockFailure
          error={failed}
          onRetry={() => {
            void markets.refetch();
            void settings.refetch();
          }}
        />
      ) : (
        <SkeletonRows label={loading} count={5} />
      )}
    </>
  );
}

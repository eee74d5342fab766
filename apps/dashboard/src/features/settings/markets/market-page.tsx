"use client";

import { localized } from "@hutong/kernel";
import { Badge, Banner, Button, EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BackLink } from "../../../shell/back-link.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { MarketForm, type MarketNames } from "./market-form.tsx";
import { PriceLists } from "./price-lists.tsx";

/** One market, or a new one. */
export function MarketPage({ id = null, names }: { id?: string | null; names: MarketNames }) {
  const t = useTranslations("markets");
  const loading = useTranslations("common")("loading");
  const locale = useLocale();
  const { handle } = useStore();
  const trpc = useTRPC();
  const quietly = { refetchOnWindowFocus: false };
  const markets = useQuery(trpc.markets.list.queryOptions({ store: handle }, quietly));
  const settings = useQuery(trpc.stores.settings.queryOptions({ store: handle }, quietly));
  const market = markets.data?.find((one) => one.id === id) ?? null;
  const failed = markets.error ?? settings.error;
  const title =
    id === null ? t("new") : market ? localized(market.name, locale) || t("primary") : t("market");
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.settings(handle, "markets")}>{t("title")}</BackLink>}
        title={title}
        badges={market && !market.isOpen ? <Badge>{t("closed")}</Badge> : null}
      />
      {markets.data && settings.data ? (
        id === null || market ? (
          <>
            {market && !market.sends ? (
              <div className="px-7 pt-5 max-md:px-4">
                <Banner tone="warning" title={t("sendsNothing")}>
                  <p className="mb-2">{t("sendsNothingNote")}</p>
                  <Button asChild size="small">
                    <Link href={paths.newShippingZone(handle, { market: market.id })}>{t("addZone")}</Link>
                  </Button>
                </Banner>
              </div>
            ) : null}
            <MarketForm
              key={market?.id ?? "new"}
              market={market}
              taken={markets.data
                .filter((one) => one.isOpen && one.id !== id)
                .flatMap(({ countries }) => countries)}
              locales={settings.data.locales}
              names={names}
            />
            {market ? <PriceLists market={market} /> : null}
          </>
        ) : (
          <EmptyState title={t("gone")}>{t("goneNote")}</EmptyState>
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

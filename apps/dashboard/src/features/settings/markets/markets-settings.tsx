"use client";

import { localized } from "@hutong/kernel";
import type { MarketView } from "@hutong/pricing";
import { Badge, Button, Icon, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { SettingsFrame } from "../settings-frame.tsx";
import { CustomerGroups } from "./customer-groups.tsx";
import { percentOf } from "./market-values.ts";

const shownCountries = 4;

/** The markets of a store: who each is for, in which currency, and how its prices come about. */
export function MarketsSettings({ countries }: { countries: readonly Option[] }) {
  const t = useTranslations("markets");
  const loading = useTranslations("common")("loading");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const markets = useQuery(trpc.markets.list.queryOptions({ store: handle }));
  return (
    <SettingsFrame part="markets">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="font-semibold text-section">{t("title")}</h2>
          <p className="text-ink-2">{t("note")}</p>
        </div>
        {role === "owner" ? (
          <Button asChild>
            <Link href={paths.newMarket(handle)}>
              <Icon name="plus" size={16} />
              {t("add")}
            </Link>
          </Button>
        ) : (
          <Button reason={forbidden}>{t("add")}</Button>
        )}
      </div>
      {markets.data ? (
        <>
          <ul>
            {markets.data.map((market) => (
              <MarketRow key={market.id} market={market} countries={countries} />
            ))}
          </ul>
          {markets.data.length === 1 ? <p className="mt-4 text-ink-2">{t("onlyOne")}</p> : null}
        </>
      ) : markets.error ? (
        <BlockFailure error={markets.error} onRetry={() => void markets.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={3} />
      )}
      <CustomerGroups />
    </SettingsFrame>
  );
}

function MarketRow({ market, countries }: { market: MarketView; countries: readonly Option[] }) {
  const t = useTranslations("markets");
  const locale = useLocale();
  const { handle, currency: shopCurrency } = useStore();
  const names = new Map(countries);
  const where = market.countries.map((code) =>
    code === "*" ? t("everywhereElse") : (names.get(code) ?? code),
  );
  const more = where.length - shownCountries;
  const places = new Intl.ListFormat(locale, { type: "unit", style: "short" }).format(
    where.slice(0, shownCountries),
  );
  const said = [
    market.currency === shopCurrency ? null : `1 ${shopCurrency} = ${market.rate} ${market.currency}`,
    market.adjustment === 0 ? null : `${market.adjustment > 0 ? "+" : ""}${percentOf(market.adjustment)} %`,
    t(market.isTaxIncluded ? "isIncluded" : "isAdded"),
  ];
  return (
    <li className="border-line border-t last:border-b">
      <Link href={paths.market(handle, market.id)} className="flex items-center gap-4 py-3.5 hover:bg-sunken">
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-2">
            <b className="font-semibold">{localized(market.name, locale) || t("primary")}</b>
            {market.isPrimary && Object.keys(market.name).length > 0 ? <Badge>{t("primary")}</Badge> : null}
            {market.isOpen ? null : <Badge>{t("closed")}</Badge>}
            {market.isOpen && !market.sends ? <Badge tone="warning">{t("sendsNothing")}</Badge> : null}
          </span>
          <span className="block text-ink-2 text-small">
            {more > 0 ? t("countriesMore", { countries: places, count: more }) : places}
          </span>
          <span className="block text-ink-3 text-small tabular-nums">{said.filter(Boolean).join(" · ")}</span>
        </span>
        <b className="flex-none font-semibold">{market.currency}</b>
        <Icon name="right" size={16} />
      </Link>
    </li>
  );
}

"use client";

import type { MarketZones, ZoneView } from "@hutong/pricing";
import { Badge, Button, Icon } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { useShippingWords } from "./use-shipping-words.ts";

/** The zones of a market in their order, each with its places and rates. */
export function ZoneList({ market, countries }: { market: MarketZones; countries: readonly Option[] }) {
  const t = useTranslations("shipping");
  const forbidden = useReason()("forbidden");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const key = trpc.shipping.zones.queryKey({ store: handle });
  const arrange = useMutation(
    trpc.shipping.arrangeZones.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.shipping.pathFilter()),
    }),
  );
  const { zones } = market;
  const move = (from: number, by: number) => {
    const next = [...zones];
    const [moved] = next.splice(from, 1);
    next.splice(from + by, 0, moved!);
    queries.setQueryData(key, (all) =>
      all?.map((one) => (one.id === market.id ? { ...one, zones: next } : one)),
    );
    arrange.mutate({ store: handle, ids: next.map(({ id }) => id) });
  };
  const isOwner = role === "owner";
  const add = (kind: "shipping" | "local", label: string) =>
    isOwner ? (
      <Button asChild>
        <Link href={paths.newShippingZone(handle, { market: market.id, kind })}>
          <Icon name="plus" size={16} />
          {label}
        </Link>
      </Button>
    ) : (
      <Button reason={forbidden}>{label}</Button>
    );
  return (
    <>
      <FormFailure error={arrange.error} />
      {zones.length === 0 ? <p className="border-line border-t py-4 text-ink-2">{t("noZones")}</p> : null}
      <ol>
        {zones.map((zone, index) => (
          <li key={zone.id}>
            <ZoneRow
              zone={zone}
              currency={market.currency}
              countries={countries}
              isFixed={!isOwner}
              isFirst={index === 0}
              isLast={index === zones.length - 1}
              onMove={(by) => move(index, by)}
            />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2 border-line border-t pt-4">
        {add("shipping", t("addZone"))}
        {add("local", t("addLocal"))}
      </div>
    </>
  );
}

function ZoneRow({
  zone,
  currency,
  countries,
  isFixed,
  isFirst,
  isLast,
  onMove,
}: {
  zone: ZoneView;
  currency: string;
  countries: readonly Option[];
  isFixed: boolean;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: number) => void;
}) {
  const t = useTranslations("shipping");
  const { handle } = useStore();
  const { placesLine, rateLine, rateName } = useShippingWords(countries, currency);
  const line = placesLine(zone.places);
  const title = zone.name || line;
  return (
    <div className="flex items-start gap-3 border-line border-t py-3.5">
      <Icon name={zone.kind === "local" ? "storefront" : "globe"} size={20} className="mt-0.5 text-ink-3" />
      <div className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={paths.shippingZone(handle, zone.id)} className="font-semibold hover:underline">
            {title}
          </Link>
          {zone.kind === "local" ? <Badge tone="neutral">{t("kindOf.local")}</Badge> : null}
          {zone.rates.length === 0 ? <Badge tone="warning">{t("notSent")}</Badge> : null}
        </span>
        {title === line ? null : <span className="block text-ink-2">{line}</span>}
        <ul className="mt-1">
          {zone.rates.map((rate) => (
            <li key={rate.id} className="text-ink-3 text-small">
              <span className="text-ink-2">{rateName(rate)}</span> · {rateLine(rate)}
            </li>
          ))}
        </ul>
        {zone.surcharges.length > 0 ? (
          <span className="block text-ink-3 text-small">
            {t("surchargesLine", { count: zone.surcharges.length })}
          </span>
        ) : null}
      </div>
      <div className="flex flex-none items-center">
        {([-1, 1] as const).map((by) => (
          <Button
            key={by}
            look="quiet"
            size="icon"
            aria-label={t(by < 0 ? "zoneUp" : "zoneDown", { title })}
            disabled={isFixed || (by < 0 ? isFirst : isLast)}
            onClick={() => onMove(by)}
          >
            <Icon name={by < 0 ? "up" : "down"} size={16} />
          </Button>
        ))}
      </div>
    </div>
  );
}

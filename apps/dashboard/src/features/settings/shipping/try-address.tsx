"use client";

import { parseMoney } from "@hutong/kernel";
import type { MarketZones } from "@hutong/pricing";
import { type Destination, ratesFor, subdivisionsOf } from "@hutong/pricing/shipping";
import { AffixedInput, Field, Input, Select } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Options } from "../../../shell/options.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { AreaOptions } from "./area-options.tsx";
import { useShippingWords } from "./use-shipping-words.ts";

function numberOf(text: string): number {
  const number = Number(text.replace(",", "."));
  return Number.isFinite(number) && number > 0 ? number : 0;
}

// What is half typed counts as nothing.
function amountOf(text: string, currency: string): number {
  try {
    return parseMoney(text, currency).amount;
  } catch {
    return 0;
  }
}

/** An address and a parcel to try: what a customer there would be offered now, from which zone, and why not more. */
export function TryAddress({
  market,
  countries,
  home,
}: {
  market: MarketZones;
  countries: readonly Option[];
  home: string;
}) {
  const t = useTranslations("shipping");
  const id = useId();
  const [to, setTo] = useState<Destination>({
    country: home,
    province: "",
    city: "",
    district: "",
    postcode: "",
  });
  const [parcel, setParcel] = useState({ weight: "1", quantity: "1", sum: "100" });
  const listed = subdivisionsOf(to.country);
  const { placesLine, price, rateName } = useShippingWords(countries, market.currency);
  const sum = amountOf(parcel.sum, market.currency);
  const { offers, refused, why } = ratesFor(market, to, {
    grams: Math.round(numberOf(parcel.weight) * 1000),
    quantity: Math.max(1, Math.round(numberOf(parcel.quantity))),
    sum,
  });
  const zones = new Map(market.zones.map((zone) => [zone.id, zone.name || placesLine(zone.places, 3)]));
  const rates = new Map(market.zones.flatMap((zone) => zone.rates).map((rate) => [rate.id, rate]));
  const text = (part: "city" | "district" | "postcode" | "province") => (
    <Field label={t(`parts.${part}`)}>
      <Input
        value={to[part]}
        autoComplete="off"
        list={part === "city" ? `${id}-cities` : part === "district" ? `${id}-districts` : undefined}
        onChange={(event) => setTo({ ...to, [part]: event.target.value })}
      />
    </Field>
  );
  const typed = (part: keyof typeof parcel, unit: { before?: string; after?: string }) => (
    <Field label={t(`try.${part}`)}>
      <AffixedInput
        {...unit}
        inputMode="decimal"
        autoComplete="off"
        value={parcel[part]}
        onChange={(event) => setParcel({ ...parcel, [part]: event.target.value })}
      />
    </Field>
  );
  return (
    <section className="mt-8 rounded-3 bg-sunken p-5 max-md:p-4" aria-labelledby={`try-${market.id}`}>
      <h3 id={`try-${market.id}`} className="font-semibold text-section">
        {t("try.title")}
      </h3>
      <p className="mb-4 text-ink-2">{t("try.note")}</p>
      <AreaOptions id={id} country={to.country} province={to.province} city={to.city} />
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={t("parts.country")}>
          <Select
            value={to.country}
            onChange={(event) => setTo({ ...to, country: event.target.value, province: "" })}
          >
            <Options of={countries} />
          </Select>
        </Field>
        {listed.length > 0 ? (
          <Field label={t("parts.province")}>
            <Select value={to.province} onChange={(event) => setTo({ ...to, province: event.target.value })}>
              <option value="">{t("try.noProvince")}</option>
              <Options of={listed.map(({ code, name }) => [code, name] as const)} />
            </Select>
          </Field>
        ) : (
          text("province")
        )}
        {text("city")}
        {text("district")}
        {text("postcode")}
        {typed("weight", { after: "kg" })}
        {typed("quantity", {})}
        {typed("sum", { before: market.currency })}
      </div>
      <div role="status" className="mt-4">
        {why ? <p className="font-semibold">{t(`why.${why}`)}</p> : null}
        <ul>
          {offers.map((offer) => {
            const isFree = offer.freeAbove !== null && sum >= offer.freeAbove;
            return (
              <li key={offer.id} className="flex items-baseline gap-3 border-line border-t py-2.5">
                <span className="min-w-0 flex-1">
                  <b className="font-semibold">{rateName(offer)}</b>
                  <span className="block text-ink-3 text-small">
                    {[
                      t("try.from", { zone: zones.get(offer.zoneId) ?? "" }),
                      t("daysLine", { min: offer.minDays, max: offer.maxDays }),
                      offer.surcharge > 0 && !isFree
                        ? t("try.surcharge", { amount: price(offer.surcharge) })
                        : "",
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                <span>{isFree || offer.price === 0 ? t("free") : price(offer.price)}</span>
              </li>
            );
          })}
          {refused.map(({ id, why: reason }) => (
            <li key={id} className="flex items-baseline gap-3 border-line border-t py-2.5 text-ink-3">
              <span className="min-w-0 flex-1">{rateName(rates.get(id)!)}</span>
              <span>{t(`why.${reason}`)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

"use client";

import { localized } from "@hutong/kernel";
import type { Place, Rate } from "@hutong/pricing/shipping";
import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "../../../shell/use-formats.ts";
import type { Option } from "../../stores/option-lists.ts";
import { kilograms } from "./zone-values.ts";

/** Puts places and rates of a market into the reader's words. */
export function useShippingWords(countries: readonly Option[], currency: string) {
  const t = useTranslations("shipping");
  const locale = useLocale();
  const { money } = useFormats();
  const names = new Map<string, string>(countries);
  const price = (amount: number) => money({ amount, currency });

  const placeName = ({ country, province, city, district, postcode }: Place): string => {
    const whole = country === "*" ? t("everywhereElse") : (names.get(country) ?? country);
    return [whole, province, city, district, postcode].filter(Boolean).join(" · ");
  };

  // Without what the place before it has said already.
  const shortName = (place: Place, before: Place | undefined): string => {
    const isMore = place.province || place.city || place.district || place.postcode;
    if (!isMore || place.country !== before?.country) return placeName(place);
    const isSameProvince = place.province !== undefined && place.province === before.province;
    const province = isSameProvince && (place.city || place.district || place.postcode) ? "" : place.province;
    return [province, place.city, place.district, place.postcode].filter(Boolean).join(" · ");
  };

  /** "China · 新疆, 西藏": places of one country together. */
  const placesLine = (places: readonly Place[], most = 6): string => {
    const shown = places
      .slice(0, most)
      .map((place, index) => shortName(place, places[index - 1]))
      .join(t("comma"));
    return places.length > most ? t("placesMore", { shown, count: places.length - most }) : shown;
  };

  const chargeLine = ({ charge }: Rate): string => {
    if (charge.kind === "flat") return charge.price === 0 ? t("free") : price(charge.price);
    if (charge.kind === "steps")
      return t("stepsLine", {
        first: kilograms(charge.firstGrams),
        firstPrice: price(charge.firstPrice),
        further: kilograms(charge.furtherGrams),
        furtherPrice: price(charge.furtherPrice),
      });
    const [lowest, highest] = [charge.tiers[0]!, charge.tiers.at(-1)!];
    return t("tiersLine", {
      of: charge.of,
      low: price(lowest.price),
      high: price(highest.price),
      count: charge.tiers.length,
    });
  };

  const rateLine = (rate: Rate): string =>
    [
      chargeLine(rate),
      rate.freeAbove === null ? "" : t("freeAboveLine", { amount: price(rate.freeAbove) }),
      rate.minimum === null ? "" : t("minimumLine", { amount: price(rate.minimum) }),
      t("daysLine", { min: rate.minDays, max: rate.maxDays }),
    ]
      .filter(Boolean)
      .join(" · ");

  return {
    price,
    placeName,
    placesLine,
    rateLine,
    rateName: (rate: Pick<Rate, "name">) => localized(rate.name, locale),
  };
}

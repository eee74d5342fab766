import { AppError, cleanText } from "@hutong/kernel";
import { ShippingZoneInput } from "./schemas.ts";
import type { Place } from "./terms.ts";

type Faults = Record<string, string>;
type GivenPlace = ShippingZoneInput["places"][number];

const parts = ["province", "city", "district", "postcode"] as const;

function judgePlace(given: GivenPlace): Place {
  const place: Record<string, string> = { country: given.country };
  if (given.country === "*") return { country: "*" };
  for (const part of parts) {
    const text = cleanText(given[part] ?? "");
    if (text !== "") place[part] = text;
  }
  return place as unknown as Place;
}

function judgePlaces(given: readonly GivenPlace[]): Place[] {
  return [...new Map(given.map(judgePlace).map((place) => [JSON.stringify(place), place])).values()];
}

function judgeRate(rate: ShippingZoneInput["rates"][number], at: string, faults: Faults): void {
  if (!Object.values(rate.name).some((name) => cleanText(name) !== "")) faults[`${at}.name`] = "name_missing";
  if (rate.minDays > rate.maxDays) faults[`${at}.maxDays`] = "days_unordered";
  const { charge } = rate;
  if (charge.kind === "steps" && charge.mostGrams !== null && charge.mostGrams < charge.firstGrams)
    faults[`${at}.charge.mostGrams`] = "weights_unordered";
  if (charge.kind !== "tiers") return;
  for (const [index, { upTo }] of charge.tiers.entries()) {
    const next = charge.tiers[index + 1];
    if (next && (upTo === null || (next.upTo !== null && next.upTo <= upTo)))
      faults[`${at}.charge.tiers.${next.upTo === null ? index : index + 1}.upTo`] = "tiers_unordered";
  }
}

/**
 * A zone as it may be kept: texts cleaned, places named once. Throws `zone_invalid` with `fields` ("rates.0.charge.tiers.1.upTo":
 * `name_missing`, `days_unordered`, `weights_unordered` or `tiers_unordered`).
 */
export function judgeZone(input: ShippingZoneInput): ShippingZoneInput {
  const zone = ShippingZoneInput.parse(input);
  const faults: Faults = {};
  for (const [index, rate] of zone.rates.entries()) judgeRate(rate, `rates.${index}`, faults);
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "zone_invalid", { fields: faults });
  return {
    ...zone,
    name: cleanText(zone.name),
    places: judgePlaces(zone.places),
    surcharges: zone.surcharges.map((one) => ({ ...one, places: judgePlaces(one.places) })),
    rates: zone.rates.map((rate) => ({
      ...rate,
      name: Object.fromEntries(
        Object.entries(rate.name)
          .map(([locale, text]) => [locale, cleanText(text)] as const)
          .filter(([, text]) => text !== ""),
      ),
    })),
  };
}

import { priceOfRate, type Refusal } from "./charge.ts";
import { deepest } from "./places.ts";
import type { Destination, Parcel, Rate, ShippingTerms, Surcharge, Zone } from "./terms.ts";

/** A way of delivery to a destination, priced for a parcel. Amounts in minor units of the market's currency. */
export interface Offer {
  readonly id: string;
  readonly kind: Zone["kind"];
  readonly zoneId: string;
  readonly name: Readonly<Record<string, string>>;
  /** With the surcharge, before `freeAbove`. */
  readonly price: number;
  readonly surcharge: number;
  readonly freeAbove: number | null;
  readonly minDays: number;
  readonly maxDays: number;
}

/** Why nothing is offered. `province_needed`: the country is shipped to in part, and the province is not known yet. */
export type NoOffer = "country_not_shipped" | "province_needed" | "province_not_shipped" | Refusal;

export interface Offers {
  readonly offers: readonly Offer[];
  /** Rates that go there but do not take this parcel, and why. */
  readonly refused: readonly { readonly id: string; readonly why: Refusal }[];
  /** Null where something is offered. */
  readonly why: NoOffer | null;
}

// Of surcharges whose places name the destination, the one that names it most specially; of equal ones the first.
function surchargeOf(zone: Zone, to: Destination): Surcharge | null {
  let found: Surcharge | null = null;
  let depth = -1;
  for (const surcharge of zone.surcharges) {
    const own = deepest(surcharge.places, to);
    if (own > depth) {
      found = surcharge;
      depth = own;
    }
  }
  return found;
}

function offerOf(zone: Zone, rate: Rate, price: number, surcharge: Surcharge | null): Offer {
  const amount = surcharge?.amount ?? 0;
  const { id, name, freeAbove, minDays, maxDays } = rate;
  return {
    id,
    kind: zone.kind,
    zoneId: zone.id,
    name,
    price: price + amount,
    surcharge: amount,
    freeAbove: surcharge && !surcharge.isFreeKept ? null : freeAbove,
    minDays,
    maxDays,
  };
}

// The zones that name the destination most specially; several where they do so equally.
function zonesOf(zones: readonly Zone[], to: Destination): { zones: readonly Zone[]; depth: number } {
  const depths = zones.map((zone) => (zone.kind === "shipping" ? deepest(zone.places, to) : -1));
  const depth = Math.max(-1, ...depths);
  return { zones: depth < 0 ? [] : zones.filter((_, index) => depths[index] === depth), depth };
}

function whyNothing(
  terms: ShippingTerms,
  to: Destination,
  depth: number,
  refused: Offers["refused"],
): NoOffer {
  if (refused[0]) return refused[0].why;
  if (depth >= 2) return "province_not_shipped";
  const isInPart = terms.zones.some(
    (zone) =>
      zone.rates.length > 0 &&
      zone.places.some(
        (place) =>
          place.country === to.country && (place.province || place.city || place.district || place.postcode),
      ),
  );
  if (!isInPart) return "country_not_shipped";
  return to.province === "" ? "province_needed" : "province_not_shipped";
}

/**
 * The ways in which a parcel can be sent to a destination, in the merchant's order: those of the shipping zone that names it most
 * specially (a district before a city, a city before a province, a province before a country; zones that name it equally stand
 * together), and local delivery beside them. Says why where there is none. Pure: the same input has the same answer.
 */
export function ratesFor(terms: ShippingTerms, to: Destination, parcel: Parcel): Offers {
  const special = zonesOf(terms.zones, to);
  const local = terms.zones.filter((zone) => zone.kind === "local" && deepest(zone.places, to) >= 0);
  const offers: Offer[] = [];
  const refused: { id: string; why: Refusal }[] = [];
  for (const zone of [...special.zones, ...local]) {
    const surcharge = surchargeOf(zone, to);
    for (const rate of zone.rates) {
      const priced = priceOfRate(rate, parcel);
      if ("why" in priced) refused.push({ id: rate.id, why: priced.why });
      else offers.push(offerOf(zone, rate, priced.price, surcharge));
    }
  }
  const why = offers.length > 0 ? null : whyNothing(terms, to, special.depth, refused);
  return { offers, refused, why };
}

/** What an offer costs for goods that come to `sum` after their discounts, in minor units. */
export function offerPrice(offer: Offer, sum: number): number {
  return offer.freeAbove !== null && sum >= offer.freeAbove ? 0 : offer.price;
}

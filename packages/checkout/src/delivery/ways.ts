import type { PickupPlace } from "@hutong/inventory";
import { AppError, gramsOf, localized } from "@hutong/kernel";
import type { FrozenPickup } from "@hutong/orders";
import { type Destination, type NoOffer, type Offer, type Parcel, ratesFor } from "@hutong/pricing";
import type { LineRow } from "../cart-rows.ts";
import type { HeadRow } from "../read-checkout.ts";
import type { Delivery } from "../schemas.ts";

/** How goods come to their customer. */
export type Way =
  | { readonly kind: "none" }
  | { readonly kind: "ship"; readonly offer: Offer }
  | { readonly kind: "pickup"; readonly place: PickupPlace };

/** A pickup location, and the variants of the cart of which it has too few. */
export interface PickupWay {
  readonly place: PickupPlace;
  readonly short: readonly string[];
}

/** Everything that is offered for a cart and a destination, and why something is not. */
export interface Ways {
  /** Whether anything in the cart has to be brought or fetched at all. */
  readonly isNeeded: boolean;
  readonly offers: readonly Offer[];
  /** Why nothing can be sent; `only_pickup`: the goods lie where they can be fetched, not where parcels leave. */
  readonly why: NoOffer | "only_pickup" | null;
  readonly pickups: readonly PickupWay[];
}

// What is sold by weight weighs at least that; a merchant may have said more, with what it is packed in.
function gramsEach({ weight_grams: said, quantity_rule: rule }: LineRow): number {
  return rule?.weight ? Math.max(said, gramsOf(rule.weight)) : said;
}

/** The lines that need shipping as one parcel: grams, units, and minor units before discounts. */
export function parcelOf(rows: readonly LineRow[]): Parcel {
  const shipped = rows.filter((row) => row.requires_shipping);
  const sum = (of: (row: LineRow) => number) => shipped.reduce((all, row) => all + of(row) * row.quantity, 0);
  return { grams: sum(gramsEach), quantity: sum(() => 1), sum: sum((row) => row.price) };
}

/** What is offered for a cart at a destination. Pure. */
export function waysOf(head: HeadRow, rows: readonly LineRow[], to: Destination): Ways {
  if (rows.every((row) => !row.requires_shipping))
    return { isNeeded: false, offers: [], why: null, pickups: [] };
  const shorts = new Map(head.shorts.map((one) => [one.location_id, one.short]));
  const pickups = head.terms.pickups.map((place) => ({ place, short: shorts.get(place.id) ?? [] }));
  const sending = head.shorts.find((one) => one.is_default);
  const isFetchable = pickups.some(({ short }) => short.length === 0);
  if (isFetchable && sending && sending.short.length > 0)
    return { isNeeded: true, offers: [], why: "only_pickup", pickups };
  const { offers, why } = ratesFor(head.terms, to, parcelOf(rows));
  return { isNeeded: true, offers, why, pickups };
}

/** The way that stands first, before anybody chose one; null where nothing is sent. */
export function firstWay({ isNeeded, offers: [offer] }: Ways): Way | null {
  if (!isNeeded) return { kind: "none" };
  return offer ? { kind: "ship", offer } : null;
}

const notOffered = (code: string) =>
  new AppError("invalid", "details_invalid", { fields: { shippingRateId: code } });

/**
 * The way that was chosen, if it is offered. Throws `details_invalid` for `shippingRateId`: `missing`, `not_offered`,
 * `pickup_short`, or why nothing is sent to the address.
 */
export function chosenWay(ways: Ways, choice: { delivery: Delivery; id: string }): Way {
  if (!ways.isNeeded) return { kind: "none" };
  if (choice.delivery === "pickup") {
    if (choice.id === "") throw notOffered("missing");
    const found = ways.pickups.find(({ place }) => place.id === choice.id);
    if (!found) throw notOffered("not_offered");
    if (found.short.length > 0) throw notOffered("pickup_short");
    return { kind: "pickup", place: found.place };
  }
  if (ways.why) throw notOffered(ways.why);
  if (choice.id === "" || choice.delivery === "none") throw notOffered("missing");
  const offer = ways.offers.find(({ id }) => id === choice.id);
  if (!offer) throw notOffered("not_offered");
  return { kind: "ship", offer };
}

/** What a way is called in a language, for the order: the rate's name or the location's; empty where nothing is sent. */
export function wayName(way: Way, locale: string): string {
  if (way.kind === "ship") return localized(way.offer.name, locale);
  return way.kind === "pickup" ? way.place.name : "";
}

/** A pickup location as the quote freezes it; undefined for other ways. */
export function frozenPickup(way: Way, locale: string): FrozenPickup | undefined {
  if (way.kind !== "pickup") return undefined;
  const { id, name, address, hours } = way.place;
  return { locationId: id, name, address, hours: localized(hours, locale) };
}

import type { StoreContext } from "@hutong/db";
import { localized } from "@hutong/kernel";
import { offerPrice } from "@hutong/pricing";
import type { LineRow } from "../cart-rows.ts";
import type { CheckoutRow } from "../read-checkout.ts";
import type { Delivery } from "../schemas.ts";
import type { DeliveryView, PickupView, RateView } from "../views.ts";
import type { PickupWay, Way, Ways } from "./ways.ts";

/** What was typed or saved of the wish. */
export interface Wish {
  readonly delivery: Delivery | undefined;
  readonly id: string | undefined;
}

const isFull = ({ short }: PickupWay) => short.length === 0;

/** The wish of a checkout that was saved. */
export function savedWish(checkout: CheckoutRow | null): Wish {
  if (!checkout?.quote) return { delivery: undefined, id: undefined };
  return {
    delivery: checkout.quote.pickup ? "pickup" : "ship",
    id: checkout.shipping_rate_id ?? undefined,
  };
}

/** Whether it is to be sent or fetched: as wished where that can be, else the one that can. */
export function deliveryOf(ways: Ways, wish: Wish, isSent: boolean): Delivery {
  if (!ways.isNeeded) return "none";
  if (ways.pickups.length === 0) return "ship";
  return wish.delivery === "pickup" || !isSent ? "pickup" : "ship";
}

/** The way that is wished for, else the first that is offered; null where there is none. */
export function wishedWay(ways: Ways, delivery: Delivery, id: string | undefined): Way | null {
  if (delivery === "none") return { kind: "none" };
  if (delivery === "pickup") {
    const full = ways.pickups.filter(isFull);
    const found = full.find(({ place }) => place.id === id) ?? full[0];
    return found ? { kind: "pickup", place: found.place } : null;
  }
  const offer = ways.offers.find((one) => one.id === id) ?? ways.offers[0];
  return offer ? { kind: "ship", offer } : null;
}

/** Rates as people see them, for goods that come to `sum` after their discounts (minor units of `currency`). */
export function rateViews(ctx: StoreContext, ways: Ways, sum: number, currency: string): RateView[] {
  return ways.offers.map((offer) => ({
    id: offer.id,
    name: localized(offer.name, ctx.locale),
    price: { amount: offerPrice(offer, sum), currency },
    surcharge: { amount: offerPrice(offer, sum) === 0 ? 0 : offer.surcharge, currency },
    minDays: offer.minDays,
    maxDays: offer.maxDays,
  }));
}

/** How the goods can come to the customer, and why not otherwise. */
export function deliveryView(
  ctx: StoreContext,
  ways: Ways,
  kind: Delivery,
  isSent: boolean,
  rows: readonly LineRow[],
): DeliveryView {
  const titles = new Map(rows.map((row) => [row.variant_id, row.title]));
  const pickups: PickupView[] = ways.pickups.map(({ place, short }) => ({
    id: place.id,
    name: place.name,
    address: place.address,
    hours: localized(place.hours, ctx.locale),
    missing: short.map((id) => titles.get(id) ?? ""),
  }));
  return { kind, canShip: isSent, pickups, whyNot: ways.why };
}

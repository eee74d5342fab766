import { type Offer, ratesFor } from "./rates-for.ts";
import type { Zone } from "./terms.ts";

/** What can be said of delivery before anybody gave an address. */
export interface DeliveryPromise {
  /** Days of the quickest of the cheapest ways. */
  readonly minDays: number;
  readonly maxDays: number;
  /** Sum of the goods from which delivery costs nothing, in minor units of the market's currency; 0: always; null: never. */
  readonly freeAbove: number | null;
}

// What is free is free from nothing on.
const freeFrom = ({ price, freeAbove }: Offer): number | null => (price === 0 ? 0 : freeAbove);

/**
 * What is promised to whoever lives in a country, by the way that costs one light parcel the least; null where that depends on more of
 * the address, or nothing is sent there.
 */
export function deliveryPromise(zones: readonly Zone[], country: string): DeliveryPromise | null {
  const to = { country, province: "", city: "", district: "", postcode: "" };
  const { offers } = ratesFor({ zones }, to, { grams: 0, quantity: 1, sum: 0 });
  const sent = offers.filter(({ kind }) => kind === "shipping");
  const [best] = sent.toSorted((a, b) => a.price - b.price || a.maxDays - b.maxDays);
  if (!best) return null;
  const free = sent.map(freeFrom).filter((sum) => sum !== null);
  return {
    minDays: best.minDays,
    maxDays: best.maxDays,
    freeAbove: free.length > 0 ? Math.min(...free) : null,
  };
}

import type { FrozenLine, FrozenQuote } from "@hutong/orders";
import { type Destination, type TotalsInput, totals, totalsVersion } from "@hutong/pricing";
import { freezeLine, type HeadRow, type LineRow } from "./cart-rows.ts";
import { chosenWay, frozenPickup, type Way, wayName, waysOf } from "./delivery/ways.ts";
import type { Delivery } from "./schemas.ts";
import type { SellingTerms } from "./terms/selling-terms.ts";

/** How long a frozen price is honoured without asking again. */
export const quoteMinutes = 30;

// One tax for a market until it has more: of goods and shipping together, rounded once.
function priceOf(terms: SellingTerms, lines: readonly FrozenLine[], way: Way): TotalsInput {
  const { currency } = terms;
  const taxes = terms.tax_basis_points > 0 ? [{ id: "tax", basisPoints: terms.tax_basis_points }] : [];
  return {
    version: totalsVersion,
    currency,
    shop: { currency, rate: "1" },
    tax: { mode: terms.is_tax_included ? "included" : "added", rounding: "order" },
    lines: lines.map(({ variantId: id, quantity, unitPrice }) => ({ id, quantity, unitPrice, taxes })),
    shipping: way.kind === "ship" ? { price: way.offer.price, freeAbove: way.offer.freeAbove, taxes } : null,
    discounts: [],
    tenders: [],
  };
}

/** What a cart would come to where it stands, before anything is known of the customer; nothing is promised by it. */
export function estimate(
  head: HeadRow,
  rows: readonly LineRow[],
  way: Way,
): Pick<FrozenQuote, "input" | "answer"> {
  const input = priceOf(head.terms, rows.map(freezeLine), way);
  return { input, answer: totals(input) };
}

/** What a cart is frozen for. */
export interface QuoteChoice {
  readonly address: Destination;
  readonly delivery: Delivery;
  /** The rate, or the location where it is fetched. */
  readonly shippingRateId: string;
  readonly locale: string;
  readonly now: Date;
}

/**
 * Freezes a cart with a way of delivery: input, version and answer of totals(), and the words of each line.
 * Throws `details_invalid` where that way is not offered.
 */
export function freezeQuote(head: HeadRow, rows: readonly LineRow[], choice: QuoteChoice): FrozenQuote {
  const ways = waysOf(head, rows, choice.address);
  const way = chosenWay(ways, { delivery: choice.delivery, id: choice.shippingRateId });
  const lines = rows.map(freezeLine);
  const input = priceOf(head.terms, lines, way);
  const pickup = frozenPickup(way, choice.locale);
  return {
    version: totalsVersion,
    input,
    answer: totals(input),
    lines,
    shippingName: wayName(way, choice.locale),
    ...(pickup ? { pickup } : {}),
    at: choice.now.toISOString(),
    cartStamp: head.cart_stamp!,
  };
}

/** How the goods of a quote were to come to the customer. */
export function deliveryOfQuote(quote: FrozenQuote): Delivery {
  if (quote.pickup) return "pickup";
  return quote.input.shipping === null ? "none" : "ship";
}

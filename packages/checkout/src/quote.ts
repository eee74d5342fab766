import type { FrozenLine, FrozenQuote } from "@hutong/orders";
import {
  type Destination,
  type Place,
  type TaxesOfCart,
  type TotalsInput,
  taxesOfCart,
  totals,
  totalsVersion,
} from "@hutong/pricing";
import { freezeLine, type HeadRow, type LineRow } from "./cart-rows.ts";
import { chosenWay, frozenPickup, type Way, wayName, waysOf } from "./delivery/ways.ts";
import type { Delivery } from "./schemas.ts";
import type { SellingTerms } from "./terms/selling-terms.ts";
import { taxTerms } from "./terms/tax-terms.ts";

/** How long a frozen price is honoured without asking again. */
export const quoteMinutes = 30;

// What a cart is taxed at where it goes, or where it is fetched.
function taxesAt(terms: SellingTerms, lines: readonly FrozenLine[], way: Way, address: Place): TaxesOfCart {
  const place = way.kind === "pickup" ? way.place.address : address;
  return taxesOfCart(taxTerms(terms), place, {
    classes: lines.map(({ taxClass }) => taxClass ?? "standard"),
  });
}

function priceOf(
  terms: SellingTerms,
  lines: readonly FrozenLine[],
  way: Way,
  taxes: TaxesOfCart,
): TotalsInput {
  const { currency } = terms;
  return {
    version: totalsVersion,
    currency,
    shop: { currency, rate: "1" },
    tax: taxes.tax,
    lines: lines.map(({ variantId: id, quantity, unitPrice }, index) => ({
      id,
      quantity,
      unitPrice,
      taxes: taxes.lines[index]!,
    })),
    shipping:
      way.kind === "ship"
        ? { price: way.offer.price, freeAbove: way.offer.freeAbove, taxes: taxes.shipping }
        : null,
    discounts: [],
    tenders: [],
  };
}

/** What a cart would come to at a place of which the country alone may be known; nothing is promised by it. */
export function estimate(
  head: HeadRow,
  rows: readonly LineRow[],
  way: Way,
  address: Place,
): Pick<FrozenQuote, "input" | "answer" | "taxNames"> {
  const lines = rows.map(freezeLine);
  const taxes = taxesAt(head.terms, lines, way, address);
  const input = priceOf(head.terms, lines, way, taxes);
  return { input, answer: totals(input), taxNames: taxes.names };
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
  const taxes = taxesAt(head.terms, lines, way, choice.address);
  const input = priceOf(head.terms, lines, way, taxes);
  const pickup = frozenPickup(way, choice.locale);
  return {
    version: totalsVersion,
    input,
    answer: totals(input),
    lines,
    shippingName: wayName(way, choice.locale),
    ...(pickup ? { pickup } : {}),
    ...(Object.keys(taxes.names).length > 0 ? { taxNames: taxes.names } : {}),
    at: choice.now.toISOString(),
    cartStamp: head.cart_stamp!,
  };
}

/** How the goods of a quote were to come to the customer. */
export function deliveryOfQuote(quote: FrozenQuote): Delivery {
  if (quote.pickup) return "pickup";
  return quote.input.shipping === null ? "none" : "ship";
}

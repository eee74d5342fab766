import type { StoreContext } from "@hutong/db";
import type { FrozenLine, FrozenQuote } from "@hutong/orders";
import {
  type Destination,
  type Judged,
  type Place,
  type TaxesOfCart,
  type TotalsInput,
  taxesOfCart,
  totals,
  totalsVersion,
} from "@hutong/pricing";
import { freezeLine, type LineRow } from "./cart-rows.ts";
import { chosenWay, frozenPickup, type Way, wayName, waysOf } from "./delivery/ways.ts";
import { freezeDiscounts } from "./discounts/freeze-discounts.ts";
import { lineId } from "./lines/line-id.ts";
import { marketOfQuote, shopOf } from "./market/market-of-quote.ts";
import type { HeadRow } from "./read-checkout.ts";
import type { Delivery } from "./schemas.ts";
import { namesOf, withTenders } from "./tenders/cart-tenders.ts";
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

/** What a cart is priced by beside its lines. */
interface Circumstances {
  readonly way: Way;
  readonly address: Place;
  /** Its discounts, as they were judged for it. */
  readonly judged: Judged;
}

function priceOf(
  terms: SellingTerms,
  lines: readonly FrozenLine[],
  taxes: TaxesOfCart,
  { way, judged }: Circumstances,
): TotalsInput {
  const { currency } = terms;
  return {
    version: totalsVersion,
    currency,
    shop: shopOf(terms.market),
    tax: taxes.tax,
    lines: lines.map((line, index) => ({
      id: lineId(line),
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      taxes: taxes.lines[index]!,
    })),
    shipping:
      way.kind === "ship"
        ? { price: way.offer.price, freeAbove: way.offer.freeAbove, taxes: taxes.shipping }
        : null,
    discounts: judged.discounts,
    tenders: [],
  };
}

/** What a cart would come to at a place of which the country alone may be known; nothing is promised by it. */
export function estimate(
  ctx: StoreContext,
  head: HeadRow,
  rows: readonly LineRow[],
  around: Circumstances,
): Pick<FrozenQuote, "input" | "answer" | "lines" | "shippingName" | "taxNames" | "discounts"> {
  const lines = rows.map((row) => freezeLine(row, ctx.locale));
  const taxes = taxesAt(head.terms, lines, around.way, around.address);
  const input = withTenders(priceOf(head.terms, lines, taxes, around), head.gift_cards);
  const answer = totals(input);
  return {
    input,
    answer,
    lines,
    shippingName: wayName(around.way, ctx.locale),
    taxNames: taxes.names,
    ...freezeDiscounts(around.judged, answer, ctx.locale),
  };
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
 * Freezes a cart with a way of delivery and the discounts that hold for it: input, version and answer of totals(), and the
 * words of each line. Throws `details_invalid` where that way is not offered.
 */
export function freezeQuote(
  head: HeadRow,
  rows: readonly LineRow[],
  choice: QuoteChoice,
  judged: Judged,
): FrozenQuote {
  const { address, delivery, shippingRateId: id } = choice;
  const way = chosenWay(waysOf(head, rows, address), { delivery, id });
  const lines = rows.map((row) => freezeLine(row, choice.locale));
  const taxes = taxesAt(head.terms, lines, way, address);
  const input = withTenders(priceOf(head.terms, lines, taxes, { way, address, judged }), head.gift_cards);
  const answer = totals(input);
  const pickup = frozenPickup(way, choice.locale);
  return {
    version: totalsVersion,
    input,
    answer,
    lines,
    shippingName: wayName(way, choice.locale),
    ...(pickup ? { pickup } : {}),
    ...(Object.keys(taxes.names).length > 0 ? { taxNames: taxes.names } : {}),
    at: choice.now.toISOString(),
    cartStamp: head.cart_stamp!,
    ...marketOfQuote(head.terms.market),
    ...freezeDiscounts(judged, answer, choice.locale),
    ...namesOf(head.gift_cards),
  };
}

/** How the goods of a quote were to come to the customer. */
export function deliveryOfQuote(quote: FrozenQuote): Delivery {
  if (quote.pickup) return "pickup";
  return quote.input.shipping === null ? "none" : "ship";
}

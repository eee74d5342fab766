import { AppError } from "@hutong/kernel";
import type { FrozenLine, FrozenQuote } from "@hutong/orders";
import {
  type Place,
  type RateRow,
  rateName,
  ratesFor,
  type TaxesOfCart,
  type TotalsInput,
  taxesOfCart,
  totals,
  totalsVersion,
} from "@hutong/pricing";
import { freezeLine, type HeadRow, type LineRow } from "./cart-rows.ts";
import type { SellingTerms } from "./terms/selling-terms.ts";
import { taxTerms } from "./terms/tax-terms.ts";

/** How long a frozen price is honoured without asking again. */
export const quoteMinutes = 30;

// What a cart is taxed at where it goes.
function taxesAt(terms: SellingTerms, lines: readonly FrozenLine[], place: Place): TaxesOfCart {
  return taxesOfCart(taxTerms(terms), place, {
    classes: lines.map(({ taxClass }) => taxClass ?? "standard"),
  });
}

function priceOf(
  terms: SellingTerms,
  lines: readonly FrozenLine[],
  rate: RateRow,
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
    shipping: { price: rate.price, freeAbove: rate.free_above, taxes: taxes.shipping },
    discounts: [],
    tenders: [],
  };
}

/** What a cart would come to at a place of which the country alone may be known; nothing is promised by it. */
export function estimate(
  head: HeadRow,
  rows: readonly LineRow[],
  rate: RateRow,
  place: Place,
): Pick<FrozenQuote, "input" | "answer" | "taxNames"> {
  const lines = rows.map(freezeLine);
  const taxes = taxesAt(head.terms, lines, place);
  const input = priceOf(head.terms, lines, rate, taxes);
  return { input, answer: totals(input), taxNames: taxes.names };
}

/** Freezes a cart with a rate: input, version and answer of totals(), and the words of each line. */
export function freezeQuote(
  head: HeadRow,
  rows: readonly LineRow[],
  choice: { place: Place; shippingRateId: string; locale: string; now: Date },
): FrozenQuote {
  const rate: RateRow | undefined = ratesFor(head.terms.rates, choice.place.country).find(
    (one) => one.id === choice.shippingRateId,
  );
  if (!rate) throw new AppError("invalid", "details_invalid", { fields: { shippingRateId: "not_offered" } });
  const lines = rows.map(freezeLine);
  const taxes = taxesAt(head.terms, lines, choice.place);
  const input = priceOf(head.terms, lines, rate, taxes);
  return {
    version: totalsVersion,
    input,
    answer: totals(input),
    lines,
    shippingName: rateName(rate, choice.locale),
    ...(Object.keys(taxes.names).length > 0 ? { taxNames: taxes.names } : {}),
    at: choice.now.toISOString(),
    cartStamp: head.cart_stamp!,
  };
}

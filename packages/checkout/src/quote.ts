import { AppError } from "@hutong/kernel";
import type { FrozenLine, FrozenQuote } from "@hutong/orders";
import { type RateRow, rateName, ratesFor, type TotalsInput, totals, totalsVersion } from "@hutong/pricing";
import { freezeLine, type HeadRow, type LineRow } from "./cart-rows.ts";
import type { SellingTerms } from "./terms/selling-terms.ts";

/** How long a frozen price is honoured without asking again. */
export const quoteMinutes = 30;

// One tax for a market until it has more: of goods and shipping together, rounded once.
function priceOf(terms: SellingTerms, lines: readonly FrozenLine[], rate: RateRow): TotalsInput {
  const { currency } = terms;
  const taxes = terms.tax_basis_points > 0 ? [{ id: "tax", basisPoints: terms.tax_basis_points }] : [];
  return {
    version: totalsVersion,
    currency,
    shop: { currency, rate: "1" },
    tax: { mode: terms.is_tax_included ? "included" : "added", rounding: "order" },
    lines: lines.map(({ variantId: id, quantity, unitPrice }) => ({ id, quantity, unitPrice, taxes })),
    shipping: { price: rate.price, freeAbove: rate.free_above, taxes },
    discounts: [],
    tenders: [],
  };
}

/** What a cart would come to where it stands, before anything is known of the customer; nothing is promised by it. */
export function estimate(
  head: HeadRow,
  rows: readonly LineRow[],
  rate: RateRow,
): Pick<FrozenQuote, "input" | "answer"> {
  const input = priceOf(head.terms, rows.map(freezeLine), rate);
  return { input, answer: totals(input) };
}

/** Freezes a cart with a rate: input, version and answer of totals(), and the words of each line. */
export function freezeQuote(
  head: HeadRow,
  rows: readonly LineRow[],
  choice: { country: string; shippingRateId: string; locale: string; now: Date },
): FrozenQuote {
  const rate: RateRow | undefined = ratesFor(head.terms.rates, choice.country).find(
    (one) => one.id === choice.shippingRateId,
  );
  if (!rate) throw new AppError("invalid", "details_invalid", { fields: { shippingRateId: "not_offered" } });
  const lines = rows.map(freezeLine);
  const input = priceOf(head.terms, lines, rate);
  return {
    version: totalsVersion,
    input,
    answer: totals(input),
    lines,
    shippingName: rateName(rate, choice.locale),
    at: choice.now.toISOString(),
    cartStamp: head.cart_stamp!,
  };
}

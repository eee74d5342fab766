import type { Totals } from "./totals/answer.ts";
import type { TotalsInput } from "./totals/input.ts";
import type { AnswerV1, InputV1 } from "./version-1.ts";

/** Where a part of a total comes from; the edge that shows it puts it into words. Amounts in minor units. */
export type Reason =
  | { readonly kind: "discount"; readonly id: string; readonly amount: number }
  | { readonly kind: "shipping"; readonly price: number; readonly amount: number }
  | { readonly kind: "shipping_free"; readonly above: number }
  | {
      readonly kind: "tax";
      readonly id: string;
      /** What its law calls it; empty for the market's one tax. */
      readonly name: string;
      readonly isIncluded: boolean;
      /** Hundredths of a percent. */
      readonly basisPoints: number;
      readonly amount: number;
    };

/** The sums of a frozen quote, whichever version made it. */
export interface Explained {
  readonly currency: string;
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  /** Tax that was in the prices and is not paid. */
  readonly removed: number;
  readonly isTaxIncluded: boolean;
  readonly total: number;
  readonly reasons: readonly Reason[];
}

type Shipping = { readonly price: number; readonly freeAbove: number | null } | null;

function ofShipping(shipping: Shipping, isFree: boolean, amount: number): Reason[] {
  if (shipping === null) return [];
  return isFree
    ? [{ kind: "shipping_free", above: shipping.freeAbove ?? 0 }]
    : [{ kind: "shipping", price: shipping.price, amount }];
}

function explainV1(input: InputV1, answer: AnswerV1): Explained {
  const { currency, isTaxIncluded, taxBasisPoints: basisPoints, shipping } = input;
  const { subtotal, discount, tax, total } = answer;
  const isFree = (shipping?.freeAbove ?? null) !== null && subtotal >= shipping!.freeAbove!;
  const taxes: Reason[] =
    tax > 0
      ? [{ kind: "tax", id: "tax", name: "", isIncluded: isTaxIncluded, basisPoints, amount: tax }]
      : [];
  const reasons = [...ofShipping(shipping, isFree, answer.shipping), ...taxes];
  return {
    currency,
    subtotal,
    discount,
    shipping: answer.shipping,
    tax,
    removed: 0,
    isTaxIncluded,
    total,
    reasons,
  };
}

// What each tax comes to, over all lines and the shipping.
function taxReasons(input: TotalsInput, answer: Totals, names: Readonly<Record<string, string>>): Reason[] {
  const sums = new Map<string, number>();
  for (const { id, amount } of [...answer.lines, ...(answer.shipping ? [answer.shipping] : [])].flatMap(
    (one) => one.taxes,
  ))
    sums.set(id, (sums.get(id) ?? 0) + amount);
  const shipped = input.shipping?.taxes ?? "as-goods";
  const rates = [...input.lines.flatMap(({ taxes }) => taxes), ...(shipped === "as-goods" ? [] : shipped)];
  return [...sums].map(([id, amount]) => ({
    kind: "tax",
    id,
    name: names[id] ?? "",
    isIncluded: input.tax.mode !== "added",
    basisPoints: rates.find((one) => one.id === id)?.basisPoints ?? 0,
    amount,
  }));
}

/** Says what a frozen total is made of, by the version that made it: an old one explains itself for ever. */
export function explain(quote: {
  readonly input: TotalsInput | InputV1;
  readonly answer: Totals | AnswerV1;
  readonly taxNames?: Readonly<Record<string, string>>;
}): Explained {
  if (quote.input.version === 1) return explainV1(quote.input, quote.answer as AnswerV1);
  const { input } = quote;
  const answer = quote.answer as Totals;
  const { subtotal, discount, shippingTotal: shipping, tax, removed, total } = answer;
  const reasons: Reason[] = [
    ...answer.discounts.map(({ id, amount }) => ({ kind: "discount" as const, id, amount })),
    ...ofShipping(input.shipping, answer.shipping?.isFree ?? false, shipping),
    ...taxReasons(input, answer, quote.taxNames ?? {}),
  ];
  return {
    currency: input.currency,
    subtotal,
    discount,
    shipping,
    tax,
    removed,
    isTaxIncluded: input.tax.mode !== "added",
    total,
    reasons,
  };
}

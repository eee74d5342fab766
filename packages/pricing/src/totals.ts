/** Version of the rules below; kept with each quote and order, so that an old total explains itself for ever. */
export const totalsVersion = 1;

/** Everything totals() looks at, frozen. Amounts are integer minor units of `currency`. */
export interface TotalsInput {
  readonly version: 1;
  readonly currency: string;
  /** What the customer sees and pays in; the shop's own currency while `rate` is "1". */
  readonly presentmentCurrency: string;
  /** Presentment units for one shop unit, as a decimal text. */
  readonly rate: string;
  readonly isTaxIncluded: boolean;
  /** Hundredths of a percent: 1300 is 13 %. */
  readonly taxBasisPoints: number;
  readonly lines: readonly {
    readonly variantId: string;
    readonly quantity: number;
    readonly unitPrice: number;
  }[];
  readonly shipping: { readonly price: number; readonly freeAbove: number | null } | null;
}

/** Where a part of a total comes from; the edge that shows it puts it into words. */
export type Reason =
  | {
      readonly kind: "line";
      readonly variantId: string;
      readonly quantity: number;
      readonly unitPrice: number;
      readonly amount: number;
    }
  | { readonly kind: "shipping"; readonly price: number; readonly amount: number }
  | { readonly kind: "shipping_free"; readonly above: number; readonly amount: 0 }
  | {
      readonly kind: "tax";
      readonly isIncluded: boolean;
      readonly basisPoints: number;
      readonly of: number;
      readonly amount: number;
    };

export interface Totals {
  readonly lines: readonly { readonly variantId: string; readonly total: number }[];
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
  readonly reasons: readonly Reason[];
}

// Half up on a non-negative quotient, in whole numbers.
function divideRounded(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** Tax of an amount: the part inside it, or what comes on top. The only place that rounds. */
export function taxOf(amount: number, basisPoints: number, isIncluded: boolean): number {
  const points = BigInt(basisPoints);
  return divideRounded(BigInt(amount) * points, isIncluded ? 10_000n + points : 10_000n);
}

/** Sums a frozen input. Pure: the same input gives the same answer, now and in ten years. */
export function totals(input: TotalsInput): Totals {
  const lines = input.lines.map(({ variantId, quantity, unitPrice }) => ({
    variantId,
    quantity,
    unitPrice,
    total: quantity * unitPrice,
  }));
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const { shipping } = input;
  const isFree = shipping !== null && shipping.freeAbove !== null && subtotal >= shipping.freeAbove;
  const shippingAmount = shipping === null || isFree ? 0 : shipping.price;
  const taxed = subtotal + shippingAmount;
  const tax = taxOf(taxed, input.taxBasisPoints, input.isTaxIncluded);
  const total = taxed + (input.isTaxIncluded ? 0 : tax);
  if (!Number.isSafeInteger(total)) throw new RangeError("total beyond 2^53");
  const reasons: Reason[] = lines.map(({ total: amount, ...line }) => ({ kind: "line", ...line, amount }));
  if (shipping !== null && isFree)
    reasons.push({ kind: "shipping_free", above: shipping.freeAbove ?? 0, amount: 0 });
  else if (shipping !== null)
    reasons.push({ kind: "shipping", price: shipping.price, amount: shippingAmount });
  if (tax > 0) {
    reasons.push({
      kind: "tax",
      isIncluded: input.isTaxIncluded,
      basisPoints: input.taxBasisPoints,
      of: taxed,
      amount: tax,
    });
  }
  return {
    lines: lines.map(({ variantId, total: lineTotal }) => ({ variantId, total: lineTotal })),
    subtotal,
    discount: 0,
    shipping: shippingAmount,
    tax,
    total,
    reasons,
  };
}

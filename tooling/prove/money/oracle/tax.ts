import type { Tax, TotalsInput } from "../cart.ts";
import { Fraction } from "../fraction.ts";
import { allocate, allocateBy, least, sum } from "./amount.ts";

/** What is taxed (section 7): a line, or the shipping or its share of one line. */
interface TaxedPart {
  readonly amount: bigint;
  readonly taxes: readonly Tax[];
  readonly isShipping: boolean;
}

/** Taxes by id, in the order in which they are listed; a tax of 0 is there too. */
export type TaxAmounts = ReadonlyMap<string, bigint>;

export interface Taxes {
  readonly lines: readonly TaxAmounts[];
  readonly shipping: TaxAmounts;
}

function partsOf(
  { lines, shipping }: TotalsInput,
  gross: readonly bigint[],
  rests: readonly bigint[],
  shippingLeft: bigint,
): TaxedPart[] {
  const parts: TaxedPart[] = lines.map((line, index) => ({
    amount: rests[index]!,
    taxes: line.taxes,
    isShipping: false,
  }));
  if (!shipping) return parts;
  if (shipping.taxes !== "as-goods") {
    return [...parts, { amount: shippingLeft, taxes: shipping.taxes, isShipping: true }];
  }
  const weights = sum(rests) > 0n ? rests : sum(gross) > 0n ? gross : lines.map(() => 1n);
  const shares = allocateBy(shippingLeft, weights);
  return [
    ...parts,
    ...lines.map((line, index) => ({ amount: shares[index]!, taxes: line.taxes, isShipping: true })),
  ];
}

/** Section 7, "Exact tax" of a part by a tax. */
function exactTax(part: TaxedPart, tax: Tax, mode: TotalsInput["tax"]["mode"]): Fraction {
  // Section 1: a tax's rate may have two decimals.
  const together = part.taxes.reduce((all, one) => all + one.basisPoints, 0);
  const whole = mode === "added" ? 10_000 : 10_000 + together;
  const times100 = (rate: number) => BigInt(Math.round(rate * 100));
  return Fraction.of(part.amount * times100(tax.basisPoints), times100(whole));
}

/** Rounding `order`: each tax is rounded once over all parts and allocated to them by weights of their exact taxes. */
function roundedOverOrder(parts: readonly TaxedPart[], mode: TotalsInput["tax"]["mode"]): bigint[][] {
  const amounts = parts.map((part) => part.taxes.map(() => 0n));
  const ids = new Set(parts.flatMap((part) => part.taxes.map((tax) => tax.id)));
  for (const id of ids) {
    const places = parts.flatMap((part, index) => {
      const position = part.taxes.findIndex((tax) => tax.id === id);
      return position < 0 ? [] : [{ index, position, exact: exactTax(part, part.taxes[position]!, mode) }];
    });
    const weights = places.map(({ exact }) => exact);
    const shares = allocate(Fraction.sum(weights).roundHalfUp(), weights);
    for (const [share, { index, position }] of places.entries()) amounts[index]![position] = shares[share]!;
  }
  return amounts;
}

/** With `removed` a part's taxes are at most the part: the last listed are less by what is too much. */
function atMost(part: bigint, taxes: readonly bigint[]): bigint[] {
  let excess = sum(taxes) - part;
  if (excess <= 0n) return [...taxes];
  const less = [...taxes];
  for (let index = less.length - 1; index >= 0 && excess > 0n; index -= 1) {
    const off = least(excess, less[index]!);
    less[index]! -= off;
    excess -= off;
  }
  return less;
}

/** Section 7: the tax of every line and of the shipping. */
export function taxesOf(
  input: TotalsInput,
  gross: readonly bigint[],
  rests: readonly bigint[],
  shippingLeft: bigint,
): Taxes {
  const { mode, rounding } = input.tax;
  const parts = partsOf(input, gross, rests, shippingLeft);
  const rounded =
    rounding === "line"
      ? parts.map((part) => part.taxes.map((tax) => exactTax(part, tax, mode).roundHalfUp()))
      : roundedOverOrder(parts, mode);
  const amounts =
    mode === "removed" ? parts.map((part, index) => atMost(part.amount, rounded[index]!)) : rounded;
  const shipping = new Map<string, bigint>();
  const lines: Map<string, bigint>[] = [];
  for (const [index, part] of parts.entries()) {
    const into = part.isShipping ? shipping : new Map<string, bigint>();
    if (!part.isShipping) lines.push(into);
    for (const [position, { id }] of part.taxes.entries()) {
      into.set(id, (into.get(id) ?? 0n) + amounts[index]![position]!);
    }
  }
  return { lines, shipping };
}

import type { Discount, Line, TotalsInput } from "../cart.ts";
import { sum } from "./amount.ts";

/** The cart's lines with their gross (section 3), in exact whole numbers. */
export interface Goods {
  readonly lines: readonly Line[];
  readonly quantities: readonly bigint[];
  readonly unitPrices: readonly bigint[];
  readonly gross: readonly bigint[];
}

export function goodsOf({ lines }: TotalsInput): Goods {
  const quantities = lines.map((line) => BigInt(line.quantity));
  const unitPrices = lines.map((line) => BigInt(line.unitPrice));
  const gross = quantities.map((quantity, index) => quantity * unitPrices[index]!);
  return { lines, quantities, unitPrices, gross };
}

/** Positions of the lines that a list of ids is for, in the cart's order (section 4, "lines"). */
export function targetsOf(goods: Goods, lines: Discount["lines"]): number[] {
  return [...goods.lines.keys()].filter((index) => lines === "all" || lines.includes(goods.lines[index]!.id));
}

/** Sum of `amounts` over some of the lines. */
export function over(targets: readonly number[], amounts: readonly bigint[]): bigint {
  return sum(targets.map((index) => amounts[index]!));
}

/**
 * Section 4, "minimum": whether the targets come to it; `amounts` are gross, nets or rests, as the discount's class says.
 * Without a target no discount is worth anything.
 */
export function isReached(
  goods: Goods,
  { minimum }: Discount,
  targets: readonly number[],
  amounts: readonly bigint[],
): boolean {
  if (targets.length === 0) return false;
  if (minimum === null) return true;
  if ("amount" in minimum) return over(targets, amounts) >= BigInt(minimum.amount);
  return over(targets, goods.quantities) >= BigInt(minimum.quantity);
}

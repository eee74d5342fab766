import { allocate } from "@hutong/kernel";
import type { BuyGet, ProductDiscount, TotalsLine } from "./input.ts";
import { roundOf, sum } from "./whole.ts";
import { isReached, percentOf, steppedOff, type Targeted, targetsOf, unitsOf } from "./worth.ts";

/** Whether it falls on each line for itself, so that others may take their turn on other lines. */
export function isSimple({ value }: ProductDiscount): boolean {
  return value.kind === "percentage" || value.kind === "amount";
}

/** Line by line what a product discount takes off where it stands alone. */
export function productOff(
  { discount, targets }: Targeted<ProductDiscount>,
  lines: readonly TotalsLine[],
  gross: readonly number[],
): number[] {
  const { value } = discount;
  const off = lines.map(() => 0);
  const amount = sum(targets.map((index) => gross[index]!));
  const units = unitsOf(lines, targets);
  if (targets.length === 0 || !isReached(discount, amount, units)) return off;
  if (value.kind === "buy-get") return buyGetOff(value, lines);
  if (value.kind === "percentage" || value.kind === "amount") {
    for (const index of targets) {
      const { unitPrice, quantity } = lines[index]!;
      off[index] =
        value.kind === "amount"
          ? Math.min(value.amount, unitPrice) * quantity
          : percentOf(gross[index]!, value.basisPoints);
    }
    return off;
  }
  const together = value.kind === "once" ? Math.min(value.amount, amount) : steppedOff(value, amount, units);
  const shares = allocate(
    together,
    targets.map((index) => gross[index]!),
  );
  for (const [at, index] of targets.entries()) off[index] = shares[at]!;
  return off;
}

/** Each line keeps the discount that takes most off it, of equal ones the earlier. */
export function mostOff(offs: readonly (readonly number[])[], lineCount: number): number[][] {
  const kept = offs.map(() => new Array<number>(lineCount).fill(0));
  for (let line = 0; line < lineCount; line += 1) {
    let best = 0;
    for (let member = 1; member < offs.length; member += 1)
      if (offs[member]![line]! > offs[best]![line]!) best = member;
    kept[best]![line] = offs[best]![line]!;
  }
  return kept;
}

// Units that are set aside: the cheapest first, of equal ones the earlier line's.
function setAside(
  cheapest: readonly number[],
  lines: readonly TotalsLine[],
  count: number,
): Map<number, number> {
  const aside = new Map<number, number>();
  let left = count;
  for (const index of cheapest) {
    const taken = Math.min(left, lines[index]!.quantity);
    if (taken > 0) aside.set(index, taken);
    left -= taken;
  }
  return aside;
}

function buyGetOff({ buy, get, most }: BuyGet, lines: readonly TotalsLine[]): number[] {
  const buying = new Set(targetsOf(lines, buy.lines));
  const cheapest = targetsOf(lines, get.lines).sort(
    (a, b) => lines[a]!.unitPrice - lines[b]!.unitPrice || a - b,
  );
  const got = unitsOf(lines, cheapest);
  const bought = unitsOf(lines, [...buying]);
  const isPossible = (uses: number): boolean => {
    const aside = setAside(cheapest, lines, uses * get.quantity);
    const taken = sum([...aside].filter(([index]) => buying.has(index)).map(([, count]) => count));
    return bought - taken >= uses * buy.quantity;
  };
  // Fewer uses are possible where more are, so the largest is found by halving.
  let least = 0;
  let beyond = Math.min(Math.floor(got / get.quantity), most ?? Number.POSITIVE_INFINITY) + 1;
  while (beyond - least > 1) {
    const middle = Math.floor((least + beyond) / 2);
    if (isPossible(middle)) least = middle;
    else beyond = middle;
  }
  const off = lines.map(() => 0);
  for (const [index, count] of setAside(cheapest, lines, least * get.quantity))
    off[index] = count * roundOf(lines[index]!.unitPrice, get.basisPoints, 10_000);
  return off;
}

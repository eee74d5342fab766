import { allocate } from "@hutong/kernel";
import type { OrderDiscount, ShippingDiscount, TotalsLine } from "./input.ts";
import { sum } from "./whole.ts";
import { isReached, percentOf, steppedOff, type Targeted, unitsOf } from "./worth.ts";

/** What product discounts left of each line, and what order discounts leave of that. */
export interface Goods {
  readonly nets: readonly number[];
  readonly netSum: number;
}

export interface OrderPart {
  /** What each discount of the part takes off. */
  readonly amounts: readonly number[];
  /** The sum of all rests. */
  readonly goods: number;
  /** Line by line what each discount takes off: found out where it is needed. */
  offs(): readonly (readonly number[])[];
}

function worthOf({ value }: OrderDiscount, amount: number, units: number): number {
  if (value.kind === "percentage") return percentOf(amount, value.basisPoints);
  return value.kind === "amount" ? Math.min(value.amount, amount) : steppedOff(value, amount, units);
}

// What a discount takes off its targets, whose rests come to `left`.
function takenOff(
  { discount, targets, isForAll }: Targeted<OrderDiscount>,
  lines: readonly TotalsLine[],
  { nets, netSum }: Goods,
  left: number,
): number {
  if (targets.length === 0) return 0;
  const amount = isForAll ? netSum : sum(targets.map((index) => nets[index]!));
  const units = unitsOf(lines, targets);
  return isReached(discount, amount, units) ? Math.min(worthOf(discount, amount, units), left) : 0;
}

/** Order discounts one after the other: each is worth what the nets say, and takes at most what is left of its targets. */
export function orderOff(
  discounts: readonly Targeted<OrderDiscount>[],
  lines: readonly TotalsLine[],
  before: Goods,
): OrderPart {
  const isWhole = discounts.every(({ isForAll }) => isForAll);
  let spread: number[][] | null = null;

  function walk(): { amounts: number[]; offs: number[][] } {
    let rests = before.nets;
    const amounts: number[] = [];
    const offs = discounts.map((one) => {
      const left = one.targets.map((index) => rests[index]!);
      const amount = takenOff(one, lines, before, sum(left));
      amounts.push(amount);
      const off = lines.map(() => 0);
      if (amount === 0) return off;
      const shares = allocate(amount, left);
      for (const [at, index] of one.targets.entries()) off[index] = shares[at]!;
      rests = rests.map((rest, index) => rest - off[index]!);
      return off;
    });
    return { amounts, offs };
  }

  // Where every discount is for all lines their sums are enough to know what it costs.
  function inSums(): number[] {
    let left = before.netSum;
    return discounts.map((one) => {
      const amount = takenOff(one, lines, before, left);
      left -= amount;
      return amount;
    });
  }

  const walked = isWhole ? null : walk();
  const amounts = walked?.amounts ?? inSums();
  return {
    amounts,
    goods: before.netSum - sum(amounts),
    offs() {
      spread ??= (walked ?? walk()).offs;
      return spread;
    },
  };
}

/** What each line's rest is once these were taken off. */
export function restsOf({ nets }: Goods, offs: readonly (readonly number[])[]): number[] {
  return nets.map((net, line) => net - sum(offs.map((off) => off[line]!)));
}

/**
 * Shipping discounts one after the other, each worth what the price says: what each takes off. `price` is what freedom left of
 * `listed`.
 */
export function shippingOff(
  discounts: readonly Targeted<ShippingDiscount>[],
  lines: readonly TotalsLine[],
  goods: { readonly all: number; rests(): readonly number[] },
  { price, listed }: { readonly price: number; readonly listed: number },
): number[] {
  let rest = price;
  return discounts.map(({ discount, targets, isForAll }) => {
    const { value, mostPrice } = discount;
    const amount = isForAll ? goods.all : sum(targets.map((index) => goods.rests()[index]!));
    const isWorth = targets.length > 0 && isReached(discount, amount, unitsOf(lines, targets));
    if (!isWorth || (mostPrice ?? listed) < listed) return 0;
    const worth =
      value.kind === "percentage" ? percentOf(price, value.basisPoints) : Math.min(value.amount, price);
    const off = Math.min(worth, rest);
    rest -= off;
    return off;
  });
}

import type { Discount, TotalsInput } from "../cart.ts";
import { allocateBy, least, sum } from "./amount.ts";
import { type Goods, over, targetsOf } from "./goods.ts";
import { orderWorth, shippingWorth } from "./worth.ts";

/** What a discount took off: of each line, or of the shipping (one amount). */
export interface Taken {
  readonly discount: Discount;
  readonly amounts: readonly bigint[];
}

export interface Reduced {
  /** Nets after product discounts, rests after order discounts. */
  readonly left: readonly bigint[];
  readonly taken: readonly Taken[];
}

export const takesSomething = (taken: Taken): boolean => taken.amounts.some((amount) => amount > 0n);

/** Section 5, "Product part": each line is reduced by the one that takes most off it, of equal ones the earlier. */
export function takeProductPart(
  goods: Goods,
  part: readonly Discount[],
  worthOf: (discount: Discount) => readonly bigint[],
): Reduced {
  const worths = part.map(worthOf);
  const winners = goods.lines.map((_, line) => {
    let best = 0;
    for (const [index, worth] of worths.entries()) {
      if (worth[line]! > worths[best]![line]!) best = index;
    }
    return best;
  });
  const taken = part.map((discount, index) => ({
    discount,
    amounts: worths[index]!.map((amount, line) => (winners[line] === index ? amount : 0n)),
  }));
  const left = goods.gross.map((gross, line) => gross - sum(taken.map(({ amounts }) => amounts[line]!)));
  return { left, taken };
}

/** Section 6: order discounts follow in their order, each at most what its targets' rests are by then. */
export function takeOrderPart(goods: Goods, part: readonly Discount[], nets: readonly bigint[]): Reduced {
  let left = [...nets];
  const taken: Taken[] = [];
  for (const discount of part) {
    const targets = new Set(targetsOf(goods, discount.lines));
    const amount = least(orderWorth(goods, discount, nets), over([...targets], left));
    const amounts = allocateBy(
      amount,
      left.map((rest, line) => (targets.has(line) ? rest : 0n)),
    );
    left = left.map((rest, line) => rest - amounts[line]!);
    taken.push({ discount, amounts });
  }
  return { left, taken };
}

export interface ReducedShipping {
  readonly isFree: boolean;
  readonly left: bigint;
  readonly taken: readonly Taken[];
}

/** Section 7, "Shipping". */
export function takeShippingPart(
  goods: Goods,
  shipping: TotalsInput["shipping"],
  part: readonly Discount[],
  rests: readonly bigint[],
): ReducedShipping {
  const isFree = !!shipping && shipping.freeAbove !== null && sum(rests) >= BigInt(shipping.freeAbove);
  const price = !shipping || isFree ? 0n : BigInt(shipping.price);
  let left = price;
  const taken: Taken[] = [];
  for (const discount of part) {
    const worth = shipping ? shippingWorth(goods, discount, rests, shipping.price, price) : 0n;
    const amount = least(worth, left);
    left -= amount;
    taken.push({ discount, amounts: [amount] });
  }
  return { isFree, left, taken };
}

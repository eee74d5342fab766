import { type Discount, type DiscountClass, discountClasses, type TotalsInput } from "../cart.ts";
import { sum } from "./amount.ts";
import type { Goods } from "./goods.ts";
import {
  type Reduced,
  type ReducedShipping,
  takeOrderPart,
  takeProductPart,
  takeShippingPart,
  takesSomething,
} from "./reductions.ts";
import { isSimple, productWorth } from "./worth.ts";

/** A selection of section 5 and what comes of it. */
export interface Outcome {
  readonly product: Reduced;
  readonly order: Reduced;
  readonly shipping: ReducedShipping;
  readonly cost: bigint;
  /** Positions of the discounts that take anything off, ascending. */
  readonly positions: readonly number[];
}

/** Which classes have a part that is not "nothing": every set of them. */
const classSets: readonly DiscountClass[][] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
  discountClasses.filter((_, index) => bits & (1 << index)),
);

/** What the part of a class may be, when C are the classes whose part is not "nothing". */
function partsOf(discounts: readonly Discount[], one: DiscountClass, set: DiscountClass[]): Discount[][] {
  if (!set.includes(one)) return [[]];
  const own = discounts.filter((discount) => discount.class === one);
  const alone = own.filter(({ combines }) => set.every((other) => other === one || combines.includes(other)));
  const many = own.filter(
    (discount) =>
      (one !== "product" || isSimple(discount)) && set.every((other) => discount.combines.includes(other)),
  );
  return [...alone.map((discount) => [discount]), ...(many.length >= 2 ? [many] : [])];
}

/** Whether `a` is taken rather than `b`: cost, then fewer discounts, then their positions number by number. */
function isBetter(a: Outcome, b: Outcome): boolean {
  if (a.cost !== b.cost) return a.cost < b.cost;
  if (a.positions.length !== b.positions.length) return a.positions.length < b.positions.length;
  for (const [index, position] of a.positions.entries()) {
    if (position !== b.positions[index]) return position < b.positions[index]!;
  }
  return false;
}

/** Section 5: of all selections the one that is taken, by trying each. */
export function bestOutcome(goods: Goods, { discounts, shipping }: TotalsInput): Outcome {
  const worths = new Map<Discount, bigint[]>();
  for (const one of discounts) if (one.class === "product") worths.set(one, productWorth(goods, one));
  const positionOf = new Map(discounts.map((discount, index) => [discount, index]));
  let best: Outcome | null = null;
  for (const set of classSets) {
    const [products, orders, shippings] = discountClasses.map((one) => partsOf(discounts, one, set));
    for (const productPart of products!) {
      const product = takeProductPart(goods, productPart, (discount) => worths.get(discount)!);
      for (const orderPart of orders!) {
        const order = takeOrderPart(goods, orderPart, product.left);
        for (const shippingPart of shippings!) {
          const shipped = takeShippingPart(goods, shipping, shippingPart, order.left);
          const cost = sum(order.left) + shipped.left;
          if (best && cost > best.cost) continue;
          const outcome = {
            product,
            order,
            shipping: shipped,
            cost,
            positions: [...product.taken, ...order.taken, ...shipped.taken]
              .filter(takesSomething)
              .map(({ discount }) => positionOf.get(discount)!)
              .sort((a, b) => a - b),
          };
          if (!best || isBetter(outcome, best)) best = outcome;
        }
      }
    }
  }
  return best!;
}

import type {
  Discount,
  OrderDiscount,
  ProductDiscount,
  ShippingDiscount,
  Steps,
  Tiers,
  TotalsInput,
  TotalsLine,
} from "./input.ts";
import { reached } from "./unit-price.ts";
import { roundOf, sum } from "./whole.ts";

/** A discount, where it stands in the list, and the indexes of the lines that it is for. */
export interface Targeted<One extends Discount> {
  readonly discount: One;
  readonly position: number;
  readonly targets: readonly number[];
  readonly isForAll: boolean;
}

/** Indexes of the lines with these ids. */
export function targetsOf(lines: readonly TotalsLine[], wanted: "all" | readonly string[]): number[] {
  const all = lines.map((_, index) => index);
  return wanted === "all" ? all : all.filter((index) => wanted.includes(lines[index]!.id));
}

/** The discounts of an input by class. */
export function targeted({ lines, discounts }: TotalsInput) {
  const product: Targeted<ProductDiscount>[] = [];
  const order: Targeted<OrderDiscount>[] = [];
  const shipping: Targeted<ShippingDiscount>[] = [];
  for (const [position, discount] of discounts.entries()) {
    const targets = targetsOf(lines, discount.lines);
    const place = { position, targets, isForAll: targets.length === lines.length };
    if (discount.class === "product") product.push({ ...place, discount });
    else if (discount.class === "order") order.push({ ...place, discount });
    else shipping.push({ ...place, discount });
  }
  return { product, order, shipping };
}

export const percentOf = (amount: number, basisPoints: number): number =>
  roundOf(amount, basisPoints, 10_000);

export const unitsOf = (lines: readonly TotalsLine[], targets: readonly number[]): number =>
  sum(targets.map((index) => lines[index]!.quantity));

/** Whether what a discount is for comes to its minimum; `amount` is what its targets come to. */
export function isReached({ minimum }: Discount, amount: number, units: number): boolean {
  if (minimum === null) return true;
  return "amount" in minimum ? amount >= minimum.amount : units >= minimum.quantity;
}

/** What tiers or steps take off an amount. */
export function steppedOff(value: Tiers | Steps, amount: number, units: number): number {
  if (value.kind === "steps") {
    const off = Math.floor(amount / value.every) * value.amount;
    return Math.min(off, value.most ?? amount, amount);
  }
  const tier = reached(value.tiers, value.of === "amount" ? amount : units);
  if (!tier) return 0;
  return "amount" in tier ? Math.min(tier.amount, amount) : percentOf(amount, tier.basisPoints);
}

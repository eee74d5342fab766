import { minorUnits } from "../../../../packages/kernel/src/index.ts";
import type { PriceInput } from "../cart.ts";
import { Fraction } from "../fraction.ts";
import { least, percentOf, toAmount } from "./amount.ts";

/** Section 2, step 1. */
function converted({ base, market }: PriceInput): bigint {
  const factor = 10_000 + market.adjustment;
  if (base.amount === 0 || factor === 0) return 0n;
  const exact = percentOf(BigInt(base.amount), factor)
    .times(Fraction.parse(market.rate))
    .times(Fraction.powerOfTen(minorUnits(market.currency) - minorUnits(base.currency)));
  const step = BigInt(market.step);
  const price = step * exact.dividedBy(Fraction.of(step)).roundHalfUp() - BigInt(market.under);
  return price < 1n ? 1n : price;
}

/** Section 2, step 3; null when no break is reached. */
function breakPrice({ breaks, quantity }: PriceInput, list: bigint): bigint | null {
  let best: PriceInput["breaks"][number] | null = null;
  for (const one of breaks) {
    if (one.from <= quantity && (!best || one.from > best.from)) best = one;
  }
  if (!best) return null;
  return "price" in best ? BigInt(best.price) : percentOf(list, 10_000 - best.basisPoints).roundHalfUp();
}

/** Section 2: an amount in the market's currency. */
export function unitPrice(input: PriceInput): number {
  const list = input.fixed === null ? converted(input) : BigInt(input.fixed);
  toAmount(list);
  let price = list;
  if (input.sale !== null) price = least(price, BigInt(input.sale));
  if (input.group !== null) price = least(price, BigInt(input.group));
  const broken = breakPrice(input, list);
  if (broken !== null) price = least(price, broken);
  return toAmount(price);
}

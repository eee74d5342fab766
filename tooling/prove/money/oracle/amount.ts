import { AppError } from "../../../../packages/kernel/src/index.ts";
import { Fraction } from "../fraction.ts";

const largest = 2n ** 53n - 1n;

/** Section 1: where an amount would be above 2^53 - 1 there is no answer. */
export function toAmount(value: bigint): number {
  if (value > largest) throw new AppError("invalid", "total_too_large");
  return Number(value);
}

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Section 1: `amount · basisPoints / 10000`. */
export function percentOf(amount: bigint, basisPoints: number): Fraction {
  return Fraction.of(amount * BigInt(basisPoints), 10_000n);
}

/** Section 1: divides an amount among weights; what is left goes to the largest fractional parts, of equal ones to the earlier. */
export function allocate(amount: bigint, weights: readonly Fraction[]): bigint[] {
  const all = Fraction.sum(weights);
  if (all.over === 0n) return weights.map(() => 0n);
  const exact = weights.map((weight) => Fraction.of(amount).times(weight).dividedBy(all));
  const parts = exact.map((share) => share.floor());
  const left = Number(amount - sum(parts));
  if (left === 0) return parts;
  const byFraction = exact
    .map((share, index) => ({ index, fraction: share.minus(Fraction.of(parts[index]!)) }))
    .sort((a, b) => b.fraction.compare(a.fraction) || a.index - b.index);
  for (const { index } of byFraction.slice(0, left)) parts[index]! += 1n;
  return parts;
}

/** `allocate` by weights that are amounts. */
export function allocateBy(amount: bigint, weights: readonly bigint[]): bigint[] {
  return allocate(
    amount,
    weights.map((weight) => Fraction.of(weight)),
  );
}

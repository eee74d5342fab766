import { decimalOf } from "../totals/whole.ts";

const digits = 15;

/**
 * Shop units for one unit of a market's currency (docs/totals.md, section 9), from the market's `rate`: its inverse with 15
 * significant digits, the last one rounded half up. "7.1825" becomes "0.139227288548556".
 */
export function inverseRate(rate: string): string {
  const { numerator: below, denominator: above } = decimalOf(rate);
  if (below === 0n) throw new RangeError("a rate of nothing has no inverse");
  let places = 0;
  const scaled = (at: number) => (2n * above * 10n ** BigInt(at) + below) / (2n * below);
  while (scaled(places) < 10n ** BigInt(digits - 1) && places < 40) places += 1;
  const text = String(scaled(places)).padStart(places + 1, "0");
  if (places === 0) return text;
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, "");
}

import { minorUnits } from "@hutong/kernel";
import { decimalOf } from "./whole.ts";

/** An amount of one currency in minor units of another, as a fraction. `rate` is units of `to` for one unit of `from`. */
export function convert(
  amount: number,
  { from, to, rate }: { readonly from: string; readonly to: string; readonly rate: string },
): { numerator: bigint; denominator: bigint } {
  const { numerator, denominator } = decimalOf(rate);
  const digits = minorUnits(to) - minorUnits(from);
  const scale = 10n ** BigInt(Math.abs(digits));
  return {
    numerator: BigInt(amount) * numerator * (digits > 0 ? scale : 1n),
    denominator: denominator * (digits < 0 ? scale : 1n),
  };
}

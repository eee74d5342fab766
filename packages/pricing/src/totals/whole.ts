import { AppError } from "@hutong/kernel";

const most = Number.MAX_SAFE_INTEGER;

/** An amount that a number still holds exactly. Throws `total_too_large`. */
export function amountOf(value: number | bigint): number {
  if (value > most) throw new AppError("invalid", "total_too_large");
  return Number(value);
}

/** `floor(a · b / c)` of whole numbers that are not negative. */
export function floorOf(a: number, b: number, c: number): number {
  const product = a * b;
  if (product <= most) return (product - (product % c)) / c;
  return amountOf((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** `a · b / c`, half up. */
export function roundOf(a: number, b: number, c: number): number {
  const product = a * b;
  if (product > most) return roundBig(BigInt(a) * BigInt(b), BigInt(c));
  const over = product % c;
  const floor = (product - over) / c;
  return over >= c - over ? floor + 1 : floor;
}

/** `numerator / denominator`, half up. */
export function roundBig(numerator: bigint, denominator: bigint): number {
  return amountOf((2n * numerator + denominator) / (2n * denominator));
}

/** Units from the largest remainder down, of equal ones from the earlier. */
export function allocateBig(amount: number, weights: readonly bigint[]): number[] {
  const sum = weights.reduce((all, one) => all + one, 0n);
  if (amount === 0 || sum === 0n) return weights.map(() => 0);
  const whole = BigInt(amount);
  const shares = weights.map((weight, index) => ({
    index,
    part: Number((whole * weight) / sum),
    over: (whole * weight) % sum,
  }));
  const left = amount - shares.reduce((all, { part }) => all + part, 0);
  const first = [...shares].sort((a, b) =>
    a.over === b.over ? a.index - b.index : a.over > b.over ? -1 : 1,
  );
  for (const share of first.slice(0, left)) share.part += 1;
  return shares.map(({ part }) => part);
}

/** The numerator and the denominator of a decimal text such as "0.1389". */
export function decimalOf(text: string): { numerator: bigint; denominator: bigint } {
  const [whole = "0", fraction = ""] = text.split(".");
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

import type { PriceInput } from "./cart.ts";
import type { Random } from "./random.ts";

export const currencies = ["JPY", "CNY", "KWD", "USD", "EUR"] as const;
/** Decimal texts, exact halves among them. */
export const rates = [
  "1",
  "0.5",
  "2.5",
  "1.25",
  "7.1825",
  "0.1389",
  "150.25",
  "0.00667",
  "0.307",
  "21.5",
  "0.0625",
  "3.3333333333",
] as const;
const largest = Number.MAX_SAFE_INTEGER;
const awkward = [
  0, 1, 2, 3, 5, 7, 9, 10, 11, 13, 25, 33, 50, 75, 97, 99, 100, 101, 125, 250, 333, 500, 667, 997, 999, 1000,
  1001, 1250, 1999, 2500, 4999, 5000, 9973, 9999, 10_000, 12_345, 16_800, 19_999, 49_950, 99_900, 104_729,
  1_299_709,
] as const;
const hugeAmounts = [
  largest,
  largest - 1,
  2 ** 52,
  2 ** 52 - 1,
  2 ** 51 + 1,
  2 ** 50,
  2 ** 49 - 1,
  10 ** 15,
] as const;

/** An amount out of awkward ones (0, primes, halves to be) or out of a range. */
export function randomAmount(random: Random): number {
  if (random.percent(70)) return random.pick(awkward);
  return random.below(random.pick([10, 1000, 100_000, 10_000_000]));
}

/** Near the largest amount there is, or a good part of it. */
export function hugeAmount(random: Random): number {
  return random.percent(60) ? random.pick(hugeAmounts) : random.below(2 ** 53);
}

export function randomBasisPoints(random: Random): number {
  return random.percent(70)
    ? random.pick([1, 33, 100, 500, 1000, 1250, 1500, 2500, 3333, 5000, 6667, 9999, 10_000])
    : random.between(1, 10_000);
}

/** The price inputs of section 2 for one market. */
export function randomPrice(
  random: Random,
  market: PriceInput["market"],
  base: string,
  isHuge: boolean,
): PriceInput {
  const own = (share: number) => (random.percent(share) ? randomAmount(random) : null);
  return {
    base: {
      amount: isHuge && random.percent(50) ? hugeAmount(random) : randomAmount(random),
      currency: base,
    },
    market,
    fixed: own(15),
    sale: own(15),
    group: own(15),
    breaks: Array.from({ length: random.percent(40) ? random.between(1, 4) : 0 }, () => {
      const from = random.pick([1, 1, 2, 3, 3, 5, 10]);
      return random.percent(50)
        ? { from, price: randomAmount(random) }
        : { from, basisPoints: randomBasisPoints(random) };
    }),
    quantity: randomQuantity(random),
  };
}

export function randomQuantity(random: Random): number {
  return random.pick([1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 10, 12, 13, random.between(1, 200)]);
}

export function randomMarket(random: Random, currency: string): PriceInput["market"] {
  const step = random.pick([1, 1, 1, 2, 5, 10, 10, 50, 100, 1000]);
  return {
    currency,
    rate: random.pick(rates),
    adjustment: random.pick([0, 0, 0, 1, 500, 1000, 10_000, 25_000, -1, -333, -1500, -5000, -9999, -10_000]),
    step,
    under: random.percent(50) ? 0 : random.pick([0, 1 % step, (step - 1) % step, random.below(step)]),
  };
}

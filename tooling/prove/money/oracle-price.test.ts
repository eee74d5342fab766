import { describe, expect, it } from "vitest";
import type { PriceInput, TotalsInput } from "./cart.ts";
import { amount, cart, lines, off, vat } from "./example-cart.ts";
import { Fraction } from "./fraction.ts";
import { allocate } from "./oracle/amount.ts";
import { oracle } from "./oracle/index.ts";

// Sections 1 and 2, worked by hand from docs/totals.md.

const { totals, unitPrice } = oracle;

const price = (change: Partial<PriceInput>, market: Partial<PriceInput["market"]> = {}): number =>
  unitPrice({
    base: { amount: 16_800, currency: "CNY" },
    market: { currency: "CNY", rate: "1", adjustment: 0, step: 1, under: 0, ...market },
    fixed: null,
    sale: null,
    group: null,
    breaks: [],
    quantity: 1,
    ...change,
  });

describe("1 numbers", () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [3, 3, 1], [2, 2, 1]],
    [7, [0, 2, 0, 2], [0, 4, 0, 3]],
    [0, [0, 0], [0, 0]],
  ])("allocates %i by %j", (whole, weights, parts) => {
    const fractions = weights.map((weight) => Fraction.of(BigInt(weight), 3n));
    expect(allocate(BigInt(whole), fractions).map(Number)).toEqual(parts);
  });

  it("rounds half up, and only from the half", () => {
    expect([1n, 2n, 3n, 4n, 5n].map((over) => Fraction.of(over, 4n).roundHalfUp())).toEqual([
      0n,
      1n,
      1n,
      1n,
      1n,
    ]);
  });

  it("has no answer above 2^53 - 1", () => {
    const largest = Number.MAX_SAFE_INTEGER;
    expect(totals(cart({ lines: lines([1, largest]) })).total).toBe(largest);
    const tooLarge: Partial<TotalsInput>[] = [
      { lines: lines([2, largest]) },
      { lines: lines([1, largest], [1, 1]), discounts: [off("x", "order", amount(10))] },
      { lines: lines([1, largest, vat(1)]), tax: { mode: "added", rounding: "line" } },
      { lines: lines([1, largest]), shop: { currency: "KWD", rate: "1" } },
    ];
    for (const change of tooLarge) expect(() => totals(cart(change))).toThrow("total_too_large");
    expect(() => price({ base: { amount: largest, currency: "CNY" } }, { rate: "1.25" })).toThrow(
      "total_too_large",
    );
  });
});

describe("2 the price of one unit", () => {
  it.each<[string, number, Partial<PriceInput>, Partial<PriceInput["market"]>?]>([
    ["2333.52 cents", 2334, {}, { currency: "USD", rate: "0.1389" }],
    [
      "42.785 yen in steps of 10, one less",
      39,
      { base: { amount: 199, currency: "CNY" } },
      { currency: "JPY", rate: "21.5", step: 10, under: 1 },
    ],
    ["3 decimals", 3070, { base: { amount: 1000, currency: "USD" } }, { currency: "KWD", rate: "0.307" }],
    ["an exact half", 1, { base: { amount: 1, currency: "CNY" } }, { rate: "0.5" }],
    ["an exact half of a step", 10, { base: { amount: 5, currency: "CNY" } }, { step: 10 }],
    ["at least 1", 1, { base: { amount: 3, currency: "CNY" } }, { step: 100, under: 1 }],
    ["nothing of nothing", 0, { base: { amount: 0, currency: "CNY" } }, { step: 100, under: 1 }],
    ["100 % less", 0, {}, { adjustment: -10_000 }],
    ["15 % less", 14_280, {}, { adjustment: -1500 }],
    ["fixed, not converted", 999, { fixed: 999 }],
    ["the smallest", 600, { fixed: 999, sale: 800, group: 600 }],
    [
      "of equal breaks the earlier: 749.25",
      749,
      {
        fixed: 999,
        sale: 800,
        quantity: 5,
        breaks: [
          { from: 3, basisPoints: 1000 },
          { from: 5, basisPoints: 2500 },
          { from: 5, price: 700 },
        ],
      },
    ],
    [
      "no break reached",
      800,
      { fixed: 999, sale: 800, quantity: 2, breaks: [{ from: 3, basisPoints: 5000 }] },
    ],
    [
      "a break of list, not of sale: 499.5",
      500,
      { fixed: 999, sale: 800, breaks: [{ from: 1, basisPoints: 5000 }] },
    ],
    [
      "the largest break, not the cheapest",
      900,
      {
        fixed: 999,
        quantity: 9,
        breaks: [
          { from: 2, price: 100 },
          { from: 3, price: 900 },
        ],
      },
    ],
  ])("%s", (_, expected, input, market) => {
    expect(price(input, market)).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import type { Discount, TotalsInput, Value } from "./cart.ts";
import { amount, cart, lines, off, percentage } from "./example-cart.ts";
import { oracle } from "./oracle/index.ts";

// Sections 4 to 6, worked by hand from docs/totals.md.

const { totals } = oracle;

const rests = (input: TotalsInput) => totals(input).lines.map((line) => line.rest);
const taken = (input: TotalsInput) => totals(input).discounts.map((one) => `${one.id} ${one.amount}`);

describe("4 what discounts are worth", () => {
  const tiers = (of: "amount" | "quantity"): Value => ({
    kind: "tiers",
    of,
    tiers: [
      { from: 3, basisPoints: 5000 },
      { from: 200, amount: 20 },
      { from: 200, amount: 50 },
    ],
  });
  const steps = (every: number, each: number, most: number | null): Value => ({
    kind: "steps",
    every,
    amount: each,
    most,
  });
  it.each<[string, number[], TotalsInput["lines"], Discount]>([
    ["25 % of 666 is 166.5", [499], lines([2, 333]), off("x", "product", percentage(2500))],
    [
      "an amount off each unit, at most its price",
      [0, 1],
      lines([2, 333], [1, 501]),
      off("x", "product", amount(500)),
    ],
    [
      "targets only, unknown ids mean nothing",
      [333, 0],
      lines([1, 333], [1, 333]),
      off("x", "product", amount(500), { lines: ["b", "z"] }),
    ],
    ["no target", [333], lines([1, 333]), off("x", "product", amount(500), { lines: ["z"] })],
    [
      "once, allocated by gross",
      [299, 300, 300],
      lines([1, 333], [1, 333], [1, 333]),
      off("x", "product", { kind: "once", amount: 100 }),
    ],
    ["of equal tiers the earlier", [180], lines([2, 100]), off("x", "order", tiers("amount"))],
    ["tiers by units: half of 399", [199], lines([3, 133]), off("x", "product", tiers("quantity"))],
    ["below all tiers", [2], lines([2, 1]), off("x", "order", tiers("quantity"))],
    ["10 off each 100", [320], lines([1, 350]), off("x", "order", steps(100, 10, null))],
    ["10 off each 100, at most 25", [325], lines([1, 350]), off("x", "product", steps(100, 10, 25))],
    ["steps take at most what there is", [0], lines([1, 7]), off("x", "product", steps(1, 5, null))],
    [
      "a minimum of gross reached exactly",
      [0],
      lines([2, 50]),
      off("x", "product", amount(50), { minimum: { amount: 100 } }),
    ],
    [
      "a minimum of units of targets missed",
      [50, 50],
      lines([1, 50], [1, 50]),
      off("x", "order", amount(50), { lines: ["a"], minimum: { quantity: 2 } }),
    ],
  ])("%s", (_, expected, of, discount) => {
    expect(rests(cart({ lines: of, discounts: [discount] }))).toEqual(expected);
  });

  const buyGet = (
    buy: number,
    get: number,
    change: { basisPoints?: number; most?: number; apart?: boolean } = {},
  ) =>
    off("x", "product", {
      kind: "buy-get",
      buy: { lines: change.apart ? ["a"] : "all", quantity: buy },
      get: { lines: change.apart ? ["b"] : "all", quantity: get, basisPoints: change.basisPoints ?? 10_000 },
      most: change.most ?? null,
    });
  it.each<[string, number[], TotalsInput["lines"], Discount]>([
    ["5 units: one use of 2 and 1", [300, 50], lines([3, 100], [2, 50]), buyGet(2, 1)],
    ["5 units: two uses of 1 and 1, the cheapest", [300, 0], lines([3, 100], [2, 50]), buyGet(1, 1)],
    ["half of 51 is 26 off each", [300, 50], lines([3, 100], [2, 51]), buyGet(1, 1, { basisPoints: 5000 })],
    ["of equal prices the earlier line", [50, 100], lines([2, 50], [2, 50]), buyGet(2, 1)],
    ["bought here, got there", [400, 30], lines([4, 100], [3, 30]), buyGet(2, 1, { apart: true })],
    ["at most once", [400, 60], lines([4, 100], [3, 30]), buyGet(2, 1, { apart: true, most: 1 })],
    ["nothing left to buy", [100], lines([1, 100]), buyGet(1, 1)],
  ])("buy and get: %s", (_, expected, of, discount) => {
    expect(rests(cart({ lines: of, discounts: [discount] }))).toEqual(expected);
  });
});

describe("5 which discounts are taken", () => {
  const both = { combines: ["product", "order", "shipping"] satisfies Discount["combines"] };
  it.each<[string, string[], Partial<TotalsInput>]>([
    [
      "an order minimum is measured on net: 900 reached",
      ["p 100", "o 50"],
      {
        discounts: [
          off("p", "product", percentage(1000), both),
          off("o", "order", amount(50), { ...both, minimum: { amount: 900 } }),
        ],
      },
    ],
    [
      "and 901 missed, so the better one alone",
      ["p 100"],
      {
        discounts: [
          off("p", "product", percentage(1000), both),
          off("o", "order", amount(50), { ...both, minimum: { amount: 901 } }),
        ],
      },
    ],
    [
      "together only where both say so",
      ["p 100"],
      { discounts: [off("p", "product", percentage(1000), both), off("o", "order", amount(50))] },
    ],
    [
      "many of a class, each on the nets",
      ["o 100", "q 100"],
      { discounts: [off("o", "order", percentage(1000), both), off("q", "order", percentage(1000), both)] },
    ],
    [
      "equal ones: the first position",
      ["o 100"],
      { discounts: [off("o", "order", percentage(1000)), off("q", "order", amount(100))] },
    ],
    [
      "as cheap with fewer",
      ["c 140"],
      {
        discounts: [
          off("o", "order", amount(100), both),
          off("q", "order", amount(40), both),
          off("c", "order", amount(140)),
        ],
      },
    ],
    [
      "many: on each line the one that takes most",
      ["d 100", "e 80"],
      {
        lines: lines([1, 1000], [10, 10]),
        discounts: [off("d", "product", percentage(1000), both), off("e", "product", amount(8), both)],
      },
    ],
    [
      "many: of equal ones on a line the earlier",
      ["d 150"],
      {
        lines: lines([1, 1000], [1, 500]),
        discounts: [
          off("d", "product", percentage(1000), both),
          off("e", "product", amount(50), { ...both, lines: ["b"] }),
        ],
      },
    ],
    [
      "what spans lines is never one of many",
      ["d 90"],
      {
        discounts: [
          off("d", "product", { kind: "once", amount: 90 }, both),
          off("e", "product", amount(80), both),
        ],
      },
    ],
    [
      "a shipping discount that reaches no freedom",
      ["s 30"],
      {
        shipping: { price: 30, freeAbove: 1000, taxes: [] },
        lines: lines([1, 999]),
        discounts: [off("s", "shipping", amount(50))],
      },
    ],
    [
      "no order discount where it costs free shipping more",
      [],
      { shipping: { price: 30, freeAbove: 1000, taxes: [] }, discounts: [off("o", "order", amount(20))] },
    ],
  ])("%s", (_, expected, change) => {
    expect(taken(cart(change))).toEqual(expected);
  });
});

describe("6 order discounts", () => {
  const many = { combines: ["order"] satisfies Discount["combines"] };
  it("take at most the rests, and are allocated by them", () => {
    const greedy = [off("o", "order", amount(600), many), off("q", "order", amount(700), many)];
    expect(taken(cart({ discounts: greedy }))).toEqual(["o 600", "q 400"]);
    expect(
      rests(cart({ lines: lines([1, 333], [1, 667]), discounts: [off("o", "order", amount(10))] })),
    ).toEqual([330, 660]);
    const after = [
      off("o", "order", amount(100), { ...many, lines: ["a"] }),
      off("q", "order", amount(150), many),
    ];
    expect(rests(cart({ lines: lines([1, 200], [1, 200]), discounts: after }))).toEqual([50, 100]);
  });
});

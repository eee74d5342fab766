import { describe, expect, it } from "vitest";
import type { Discount, TotalsInput } from "./cart.ts";
import { amount, cart, lines, off, percentage, vat } from "./example-cart.ts";
import { oracle } from "./oracle/index.ts";

// Sections 7 to 11, worked by hand from docs/totals.md.

const { totals, refund } = oracle;

const taken = (input: TotalsInput) => totals(input).discounts.map((one) => `${one.id} ${one.amount}`);

describe("7 shipping and tax", () => {
  const ship = (change: Partial<NonNullable<TotalsInput["shipping"]>>): TotalsInput["shipping"] => ({
    price: 1201,
    freeAbove: null,
    taxes: [],
    ...change,
  });
  it("is free from an amount on, which is enough", () => {
    const at = (freeAbove: number) => totals(cart({ shipping: ship({ freeAbove }) }));
    expect(at(1000)).toMatchObject({ shipping: { isFree: true, price: 1201, rest: 0 }, total: 1000 });
    expect(at(1001)).toMatchObject({ shipping: { isFree: false, rest: 1201 }, total: 2201 });
  });

  it("takes shipping discounts one after the other", () => {
    const many = { combines: ["shipping"] satisfies Discount["combines"] };
    const two = [off("s", "shipping", percentage(5000), many), off("r", "shipping", amount(700), many)];
    expect(taken(cart({ shipping: ship({}), discounts: two }))).toEqual(["s 601", "r 600"]);
    const dear = [off("s", "shipping", percentage(5000), { mostPrice: 1200 })];
    expect(taken(cart({ shipping: ship({}), discounts: dear }))).toEqual([]);
    expect(taken(cart({ discounts: two }))).toEqual([]);
  });

  it.each<[string, number[], Partial<TotalsInput>]>([
    ["inside 113", [13], { lines: lines([1, 113, vat(1300)]) }],
    ["inside 100: 11.50…", [12], { lines: lines([1, 100, vat(1300)]) }],
    ["two inside 1000: 86.96 and 43.48", [87 + 43], { lines: lines([1, 1000, vat(1000), vat(500, "city")]) }],
    [
      "added, by line: 6.5 each",
      [7, 7, 7],
      {
        lines: lines([1, 50, vat(1300)], [1, 50, vat(1300)], [1, 50, vat(1300)]),
        tax: { mode: "added", rounding: "line" },
      },
    ],
    [
      "added, by order: 19.5 together",
      [7, 7, 6],
      {
        lines: lines([1, 50, vat(1300)], [1, 50, vat(1300)], [1, 50, vat(1300)]),
        tax: { mode: "added", rounding: "order" },
      },
    ],
  ])("tax %s", (_, expected, change) => {
    const answer = totals(cart(change));
    expect(answer.lines.map(({ taxes }) => taxes.reduce((all, one) => all + one.amount, 0))).toEqual(
      expected,
    );
    expect(answer.tax).toBe(expected.reduce((a, b) => a + b));
  });

  it.each<[string, number, TotalsInput["lines"], NonNullable<TotalsInput["shipping"]>["taxes"], Discount[]]>([
    ["by its own list", 4, lines([1, 100], [1, 300]), [vat(1000)], []],
    ["as goods: a quarter of it", 1, lines([1, 100, vat(1000)], [1, 300]), "as-goods", []],
    [
      "as goods of no rest: by gross",
      1,
      lines([1, 100, vat(1000)], [1, 300]),
      "as-goods",
      [off("x", "order", percentage(10_000))],
    ],
    ["as goods of no gross: in equal parts", 2, lines([1, 0, vat(1000)], [1, 0]), "as-goods", []],
  ])("shipping taxed %s", (_, tax, of, taxes, discounts) => {
    const input = cart({
      lines: of,
      shipping: ship({ price: 40, taxes }),
      discounts,
      tax: { mode: "added", rounding: "line" },
    });
    expect(totals(input).shipping).toMatchObject({ taxes: [{ id: "vat", amount: tax }], payable: 40 + tax });
  });

  it("takes removed tax off, at most the part, less of the last", () => {
    const removed = (of: TotalsInput["lines"]) =>
      totals(cart({ lines: of, tax: { mode: "removed", rounding: "line" } }));
    expect(removed(lines([1, 113, vat(1300)]))).toMatchObject({
      tax: 0,
      removed: 13,
      total: 100,
      lines: [{ taxes: [], payable: 100 }],
    });
    // Four times 3/5, each rounded to 1.
    const four = ["p", "q", "r", "s"].map((id) => vat(10_000, id));
    expect(removed(lines([1, 3, ...four]))).toMatchObject({ removed: 3, total: 0 });
  });
});

describe("8 and 9", () => {
  it("pays with tenders in their order", () => {
    const tenders = [300, 0, 900, 5].map((balance, index) => ({ id: `t${index}`, balance }));
    expect(totals(cart({ tenders }))).toMatchObject({
      tenders: [
        { id: "t0", amount: 300 },
        { id: "t2", amount: 700 },
      ],
      due: 0,
    });
    expect(totals(cart({ tenders: tenders.slice(0, 2) })).due).toBe(700);
  });

  it("divides the shop's total by payables", () => {
    // 1001 · 0.1389 = 139.04; 69.43 and 69.57 of it.
    const answer = totals(
      cart({ lines: lines([1, 500], [1, 501]), shop: { currency: "USD", rate: "0.1389" } }),
    );
    expect([answer.shopTotal, ...answer.lines.map((line) => line.shop)]).toEqual([139, 69, 70]);
    expect(totals(cart({ shop: { currency: "JPY", rate: "21.5" } })).shopTotal).toBe(215);
  });
});

describe("11 giving back", () => {
  const give = (input: TotalsInput, ...parts: [number, number][]) => {
    const requests = parts.map(([quantity, shipping]) => ({ lines: [{ id: "a", quantity }], shipping }));
    return requests.map((request, index) => refund(totals(input), input, requests.slice(0, index), request));
  };
  const thirds = cart({ lines: lines([2, 50, vat(1000), vat(1000, "city")]) });

  it("floors what is given back until then", () => {
    const input = cart({ lines: lines([3, 34]), discounts: [off("o", "order", amount(2))] });
    expect(give(input, [1, 0], [1, 0], [1, 0]).map((one) => one.amount)).toEqual([33, 33, 34]);
    expect(() => give(input, [2, 0], [2, 0])).toThrow("refund_too_many");
    // Each of two taxes of 8.33, rounded to 8.
    expect(give(thirds, [1, 0], [1, 0]).map((one) => one.tax)).toEqual([8, 8]);
  });

  it("gives back each tax by itself", () => {
    // Two taxes of 1 each on two units: each is 0, then 1.
    const input = cart({ lines: lines([2, 6, vat(1000), vat(1000, "city")]) });
    expect(give(input, [1, 0], [1, 0]).map((one) => one.tax)).toEqual([0, 2]);
  });

  it("gives back shipping with its tax", () => {
    const shipping = { price: 100, freeAbove: null, taxes: [vat(1300)] };
    const of = (mode: TotalsInput["tax"]["mode"], ...parts: [number, number][]) =>
      give(cart({ shipping, tax: { mode, rounding: "line" } }), ...parts).map((one) => [one.amount, one.tax]);
    expect(of("added", [0, 33], [0, 67])).toEqual([
      [37, 4],
      [76, 9],
    ]);
    expect(of("included", [0, 33], [0, 67])).toEqual([
      [33, 3],
      [67, 9],
    ]);
    expect(of("removed", [0, 33], [0, 55])).toEqual([
      [33, 0],
      [55, 0],
    ]);
    expect(() => of("removed", [0, 33], [0, 56])).toThrow("refund_too_large");
  });

  it("goes back to the payment method, then to the last tender first", () => {
    const tenders = [
      { id: "t0", balance: 100 },
      { id: "t1", balance: 150 },
    ];
    const input = cart({ lines: lines([3, 100]), tenders, shop: { currency: "CNY", rate: "0.0625" } });
    // The shop's total is 18.75, so 19: 6.33, 12.67 and 19 until then.
    expect(give(input, [1, 0], [1, 0], [1, 0])).toEqual([
      { amount: 100, tax: 0, toPayment: 50, toTenders: [{ id: "t1", amount: 50 }], shop: 6 },
      { amount: 100, tax: 0, toPayment: 0, toTenders: [{ id: "t1", amount: 100 }], shop: 6 },
      { amount: 100, tax: 0, toPayment: 0, toTenders: [{ id: "t0", amount: 100 }], shop: 7 },
    ]);
  });
});

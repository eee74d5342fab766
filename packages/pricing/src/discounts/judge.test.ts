import { expect, it } from "vitest";
import { totals } from "../totals/totals.ts";
import { codeStates } from "./code-states.ts";
import { makeCodes, normaliseCode } from "./codes.ts";
import { compileDiscount } from "./compile.ts";
import type { CodeRow, DiscountRow } from "./discount-rows.ts";
import { type Circumstances, judgeDiscounts } from "./judge.ts";

const lines = [
  { id: "tin", productId: "tea", quantity: 2, unitPrice: 10_000 },
  { id: "cup", productId: "ware", quantity: 1, unitPrice: 3000 },
];
const row = (change: Partial<DiscountRow> = {}): DiscountRow => ({
  id: "d1",
  name: { en: "Ten off" },
  method: "automatic",
  class: "order",
  value: { kind: "percentage", basisPoints: 1000 },
  targets: "all",
  minimum: null,
  combines: [],
  markets: null,
  currency: "CNY",
  isFirstOrderOnly: false,
  startsAt: "2026-01-01T00:00:00Z",
  endsAt: null,
  isCounted: false,
  mostPerCustomer: null,
  isUsedUp: false,
  position: 0,
  ...change,
});
const at = (change: Partial<Circumstances> = {}): Circumstances => ({
  now: new Date("2026-06-01T00:00:00Z"),
  marketId: "home",
  currency: "CNY",
  customer: null,
  held: new Set(),
  membership: new Map([["tea", ["teas"]]]),
  ...change,
});
const codeOf = (discount: DiscountRow | null, change: Partial<CodeRow> = {}): CodeRow => ({
  code: "CODE",
  codeId: "c1",
  isCodeUsedUp: false,
  discount,
  ...change,
});
const whyOf = (code: CodeRow, circumstances = at()) =>
  judgeDiscounts(lines, [], [code], circumstances).refused[0]?.why.kind ?? null;
const judged = (...rows: DiscountRow[]) =>
  judgeDiscounts(lines, rows.map(compileDiscount), [], at()).discounts;

it("dates begin at their moment and end before it", () => {
  const limited = codeOf(row({ startsAt: "2026-06-01T00:00:00Z", endsAt: "2026-07-01T00:00:00Z" }));
  const when = (now: string) => whyOf(limited, at({ now: new Date(now) }));
  expect(when("2026-05-31T23:59:59.999Z")).toBe("not_begun");
  expect(when("2026-06-01T00:00:00Z")).toBeNull();
  expect(when("2026-06-30T23:59:59.999Z")).toBeNull();
  expect(when("2026-07-01T00:00:00Z")).toBe("ended");
});

it("markets, and amounts that are in another currency, are not for here", () => {
  expect(whyOf(codeOf(row({ markets: ["abroad"] })))).toBe("not_here");
  expect(whyOf(codeOf(row({ markets: ["abroad", "home"] })))).toBeNull();
  expect(whyOf(codeOf(row()), at({ currency: "USD" }))).toBeNull();
  expect(whyOf(codeOf(row({ value: { kind: "amount", amount: 5 } })), at({ currency: "USD" }))).toBe(
    "not_here",
  );
  expect(whyOf(codeOf(row({ minimum: { amount: 5 } })), at({ currency: "USD" }))).toBe("not_here");
});

it("limits are no matter to the checkout that holds its use already", () => {
  const held = at({ held: new Set(["d1"]) });
  expect(whyOf(codeOf(row({ isUsedUp: true })))).toBe("used_up");
  expect(whyOf(codeOf(row({ isUsedUp: true })), held)).toBeNull();
  expect(whyOf(codeOf(row(), { isCodeUsedUp: true }))).toBe("used_up");
  expect(whyOf(codeOf(row(), { isCodeUsedUp: true }), held)).toBeNull();
  const known = { hasOrdered: true, usedUp: new Set(["d1"]) };
  expect(whyOf(codeOf(row({ mostPerCustomer: 1 })), at({ customer: known }))).toBe("used_by_you");
  expect(whyOf(codeOf(row({ isFirstOrderOnly: true })), at({ customer: known }))).toBe("first_order_only");
  expect(whyOf(codeOf(row()), at({ customer: known }))).toBeNull();
});

it("targets are variants, products and collections; what can be worth nothing only is left out", () => {
  const targets = (change: object) => ({
    targets: { products: [], variants: [], collections: [], ...change } as never,
  });
  expect(judged(row(targets({ variants: ["cup"] })))[0]!.lines).toEqual(["cup"]);
  expect(judged(row(targets({ products: ["tea"] })))[0]!.lines).toEqual(["tin"]);
  expect(judged(row(targets({ collections: ["teas"] })))[0]!.lines).toEqual(["tin"]);
  expect(judged(row(targets({ products: ["tea", "ware"] })))[0]!.lines).toBe("all");
  expect(judged(row(targets({ products: ["gone"] })))).toEqual([]);
  expect(judged(row({ ...targets({ variants: ["cup"] }), minimum: { amount: 3001 } }))).toEqual([]);
  expect(judged(row({ ...targets({ variants: ["cup"] }), minimum: { amount: 3000 } }))).toHaveLength(1);
  expect(judged(row({ minimum: { quantity: 4 } }))).toEqual([]);
});

it("the merchant's order is by position, then by age, and one discount stands once", () => {
  const many = [row({ id: "d3" }), row({ id: "d2", position: 1 }), row({ id: "d1" })];
  expect(judged(...many).map(({ id }) => id)).toEqual(["d1", "d3", "d2"]);
  const twice = [codeOf(row()), codeOf(row(), { code: "OTHER", codeId: "c2" })];
  const both = judgeDiscounts(lines, [], twice, at());
  expect(both.discounts).toHaveLength(1);
  expect(both.refused).toEqual([{ code: "OTHER", why: { kind: "cannot_combine" } }]);
});

it("a minimum is measured on what docs/totals.md says, and what is missing is told", () => {
  const half = row({
    id: "d0",
    class: "product",
    combines: ["order"],
    value: { kind: "percentage", basisPoints: 5000 },
  });
  const code = codeOf(row({ combines: ["product"], minimum: { amount: 20_000 } }));
  const found = judgeDiscounts(lines, [compileDiscount(half)], [code], at());
  const input = {
    version: 2 as const,
    currency: "CNY",
    shop: { currency: "CNY", rate: "1" },
    tax: { mode: "included" as const, rounding: "order" as const },
    lines: lines.map(({ id, quantity, unitPrice }) => ({ id, quantity, unitPrice, taxes: [] })),
    shipping: null,
    discounts: found.discounts,
    tenders: [],
  };
  // Half of 23,000 is left for the order's discount.
  expect(codeStates(["CODE"], found, { input, answer: totals(input) })).toEqual([
    { code: "CODE", why: { kind: "minimum_amount", missing: 8500 } },
  ]);
});

it("codes are compared without case, width and blanks; made ones differ", () => {
  expect(["ｆｉｖｅ off", " Five-Off ", "FIVEOFF\u200b"].map(normaliseCode)).toEqual([
    "FIVEOFF",
    "FIVE-OFF",
    "FIVEOFF",
  ]);
  expect(["", "  ", "-x", "a\u0000b\u0007", "<script>", "x".repeat(61)].map(normaliseCode)).toEqual([
    "",
    "",
    "",
    "AB",
    "",
    "",
  ]);
  expect(normaliseCode("七夕-52")).toBe("七夕-52");
  expect(new Set(makeCodes(1000, "A-")).size).toBe(1000);
});

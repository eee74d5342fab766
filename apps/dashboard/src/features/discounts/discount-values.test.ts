import { DiscountInput } from "@hutong/pricing/schemas";
import { expect, test } from "vitest";
import {
  type DiscountValues,
  emptyValues,
  formField,
  inputOf,
  type Kind,
  kindsOf,
  valuesOf,
} from "./discount-values.ts";
import { fromZoned, toZoned } from "./zoned.ts";

const place = { currency: "CNY", timezone: "Asia/Shanghai" };
const now = new Date("2026-11-28T01:30:00Z");
const filled = (change: Partial<DiscountValues>): DiscountValues => ({
  ...emptyValues(["zh-CN", "en"], place, now),
  names: { "zh-CN": "满减", en: "" },
  amount: "10",
  every: "100",
  tiers: [
    { from: "100", off: "5", unit: "amount" },
    { from: "200", off: "12.5", unit: "percent" },
  ],
  ...change,
});

const faultOf = (values: DiscountValues) => {
  const [issue] = DiscountInput.safeParse(inputOf(values, place, null)).error?.issues ?? [];
  return issue && [formField(issue.path.join("."), values.kind), issue.message];
};

test("every kind of every class is read as it is written, and back", () => {
  for (const [of, kinds] of Object.entries(kindsOf) as [DiscountValues["class"], readonly Kind[]][])
    for (const kind of kinds) {
      const values = filled({ class: of, kind });
      const input = inputOf(values, place, null);
      const parsed = DiscountInput.parse(input);
      const stored = {
        ...parsed,
        id: "1",
        startsAt: parsed.startsAt.toISOString(),
        endsAt: null,
        goods: [],
        currency: "CNY",
        isCounted: false,
        isUsedUp: false,
        state: "active" as const,
        uses: 0,
        codeCount: 0,
        firstCode: null,
      };
      expect(inputOf(valuesOf(stored, ["zh-CN", "en"], place), place, null)).toEqual(input);
    }
});

test("a fault stands under the field that it is of", () => {
  expect(faultOf(filled({}))).toBeUndefined();
  expect(faultOf(filled({ names: { en: " " } }))).toEqual(["names", "name_missing"]);
  expect(faultOf(filled({ percent: "101" }))).toEqual(["percent", "share_invalid"]);
  expect(faultOf(filled({ kind: "amount", amount: "ten" }))).toEqual(["amount", "amount_invalid"]);
  expect(faultOf(filled({ kind: "tiers", tiers: [{ from: "", off: "5", unit: "amount" }] }))).toEqual([
    "tiers.0.from",
    "tier_invalid",
  ]);
  expect(faultOf(filled({ minimumOf: "quantity", minimum: "1.5" }))).toEqual(["minimum", "minimum_invalid"]);
  expect(faultOf(filled({ endsAt: "2026-11-28T09:29" }))).toEqual(["endsAt", "ends_before_start"]);
  expect(faultOf(filled({ startsAt: "" }))).toEqual(["startsAt", "moment_invalid"]);
  expect(faultOf(filled({ class: "product", kind: "buy-get", mostTimes: "x" }))).toEqual([
    "mostTimes",
    "count_invalid",
  ]);
});

test("dates are on the store's clock, over a change of it too", () => {
  expect(toZoned(now, "Asia/Shanghai")).toBe("2026-11-28T09:30");
  expect(fromZoned("2026-11-28T09:30", "Asia/Shanghai")).toEqual(now);
  for (const text of ["2026-03-29T03:30", "2026-10-25T04:00", "2026-07-01T00:00"])
    expect(toZoned(fromZoned(text, "Europe/Berlin"), "Europe/Berlin")).toBe(text);
  expect(fromZoned("soon", "Europe/Berlin").getTime()).toBeNaN();
});

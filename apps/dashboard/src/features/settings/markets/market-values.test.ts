import { expect, it } from "vitest";
import { inputOf, pricingOf, readPercent, roundingsOf, valuesOf } from "./market-values.ts";

it.each([
  ["5", 500],
  ["−2,5 %", -250],
  ["＋１０", 1000],
  ["-100", -10_000],
  ["-101", null],
  ["a", null],
  ["", null],
])("reads %o as %o", (text, basisPoints) => {
  expect(readPercent(text)).toBe(basisPoints);
});

it("rounds by what a currency has, and keeps what was set by other means", () => {
  expect(roundingsOf("EUR")).toEqual([
    [1, 0],
    [10, 0],
    [100, 0],
    [100, 1],
    [1000, 0],
    [1000, 1],
  ]);
  expect(roundingsOf("JPY")).toEqual([
    [1, 0],
    [10, 0],
    [10, 1],
    [100, 0],
    [100, 1],
  ]);
  expect(roundingsOf("EUR", "50 5").at(-1)).toEqual([50, 5]);
});

it("sends what stands in the form, and says which field is no number", () => {
  const empty = valuesOf(null, { currency: "CNY", locales: ["en"] });
  const values = { ...empty, currency: "EUR", rate: "0,13", percent: "5", rounding: "100 1" };
  expect(pricingOf(values, "CNY")).toEqual({
    ...{ currency: "EUR", shopCurrency: "CNY", rate: "0.13", adjustment: 500, step: 100, under: 1 },
  });
  expect(inputOf({ ...values, rate: "0" }, "CNY")).toEqual({ faults: { rate: "rate_ill_formed" } });
  expect(inputOf({ ...values, percent: "x", taxPercent: "101" }, "CNY")).toEqual({
    faults: { percent: "percent_invalid", taxPercent: "percent_invalid" },
  });
  // In the store's own currency there is no rate to type.
  expect(pricingOf({ ...values, currency: "CNY", rate: "7" }, "CNY")!.rate).toBe("1");
});

import { isCurrency, minorUnits, money, toDecimal } from "@hutong/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencies, fromUnits, toUnits } from "./currencies.ts";

describe("an amount at Stripe", () => {
  it.each([
    // Of each: the amount as people write it, and what Stripe is sent.
    ["168.00", "CNY", 16800, 16800],
    ["66.00", "USD", 6600, 6600],
    ["0.50", "USD", 50, 50],
    ["500", "JPY", 500, 500],
    ["1000", "KRW", 1000, 1000],
    ["12000", "VND", 12000, 12000],
    ["5", "ISK", 5, 500],
    ["5.120", "KWD", 5120, 5120],
    ["1.000", "BHD", 1000, 1000],
    ["10.450", "OMR", 10450, 10450],
    ["10.45", "HUF", 1045, 1045],
    ["800.45", "TWD", 80045, 80045],
    ["300.00", "MGA", 30000, 300],
  ])("%s %s (%i) is %i", (text, currency, amount, units) => {
    expect(toDecimal(money(amount, currency))).toBe(text);
    expect(toUnits(money(amount, currency))).toBe(units);
    expect(fromUnits(units, currency.toLowerCase())).toEqual(money(amount, currency));
  });

  it.each([
    [5124, "KWD", "not_expressible"],
    [1, "TND", "not_expressible"],
    [30050, "MGA", "not_expressible"],
    [0, "USD", "nothing"],
    [-100, "USD", "nothing"],
    [99_999_999, "USD", 99_999_999],
    [100_000_000, "USD", "too_large"],
    [999_999, "ISK", 99_999_900],
    [1_000_000, "ISK", "too_large"],
    [500, "UGX", "currency"],
    [500, "IQD", "currency"],
    [500, "KPW", "currency"],
  ])("%i %s is %j", (amount, currency, result) => {
    expect(toUnits(money(amount, currency))).toBe(result);
  });

  it("goes there and comes back exactly, in every currency that is taken", () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.integer({ min: 1, max: 99_999_999 }), (code, amount) => {
        const units = toUnits(money(amount, code));
        if (typeof units === "number")
          expect(fromUnits(units, code.toLowerCase())).toEqual(money(amount, code));
        else expect(["not_expressible", "too_large"]).toContain(units);
      }),
    );
    expect(fromUnits(-16800, "cny")).toEqual(money(-16800, "CNY"));
    expect(() => fromUnits(550, "isk")).toThrow();
    expect(() => fromUnits(100, "zzz")).toThrow();
  });

  it("is in a currency that exists, named once, and never in one that Stripe documents in two ways", () => {
    expect(currencies.filter((code) => !isCurrency(code))).toEqual([]);
    expect(new Set(currencies).size).toBe(currencies.length);
    expect(currencies.length).toBeGreaterThan(125);
    expect(currencies).not.toContain("UGX");
    // Where our decimals and Stripe's part, the table above has the currency.
    const parted = currencies.filter((code) => {
      const units = toUnits(money(10 ** (minorUnits(code) + 2), code));
      return units !== 10 ** (minorUnits(code) + 2);
    });
    expect(parted.sort()).toEqual(["ISK", "MGA"]);
  });
});

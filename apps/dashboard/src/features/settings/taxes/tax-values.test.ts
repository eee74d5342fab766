import { presetOf } from "@hutong/pricing/taxes";
import { describe, expect, it } from "vitest";
import { countryValues, faultsOf, inputOf, percentOf, readPercent, taxesOf } from "./tax-values.ts";

describe("a percentage", () => {
  it.each([
    ["9.975", 997.5],
    [" 13 % ", 1300],
    ["9,975%", 997.5],
    ["８.１", 810],
    ["0", 0],
    ["100", 10_000],
    ["6.8755", 687.55],
  ])("%s is read", (text, expected) => {
    expect(readPercent(text)).toBe(expected);
    expect(readPercent(percentOf(expected))).toBe(expected);
  });

  it.each(["", "abc", "-1", "100.01", "1.23456", "1e2", "1.2.3"])("%s is none", (text) => {
    expect(readPercent(text)).toBeNull();
  });
});

describe("a country's form", () => {
  it("gives back what it was made of", () => {
    for (const country of ["CA", "CN", "JP", "US", "DE"])
      expect(taxesOf(countryValues(presetOf(country)))).toEqual(presetOf(country));
  });

  it("says what is wrong with a rate, and tries without it", () => {
    const values = countryValues(presetOf("DE"));
    const wrong = { ...values.rates[0]!, name: " ", percent: "x", postcodes: "9..1" };
    expect(faultsOf(wrong)).toEqual({
      name: "tax_name_missing",
      percent: "percent_invalid",
      postcodes: "postcodes_invalid",
    });
    expect(inputOf("DE", { ...values, rates: [wrong, values.rates[1]!] }).rates).toEqual([
      presetOf("DE").rates[1],
    ]);
  });
});

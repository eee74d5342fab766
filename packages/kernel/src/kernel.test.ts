import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocate,
  cleanText,
  formatMoney,
  formatWeight,
  gramsOf,
  isHandle,
  isId,
  localized,
  newId,
  newPublicId,
  parseMoney,
  toDecimal,
  toHandle,
} from "./index.ts";

describe("weight", () => {
  it.each([
    [50, "gram", "en", "50 g"],
    [50, "gram", "zh-CN", "50克"],
    [1500, "gram", "en", "1.5 kg"],
    [2, "pound", "en", "2 lb"],
  ] as const)("%i %s in %s is %s", (amount, unit, locale, text) => {
    expect(formatWeight({ amount, unit }, locale)).toBe(text);
  });

  it("is charged in whole grams, never too few", () => {
    expect(gramsOf({ amount: 2, unit: "kilogram" })).toBe(2000);
    expect(gramsOf({ amount: 1, unit: "ounce" })).toBe(29);
    expect(gramsOf({ amount: 3, unit: "pound" })).toBe(1361);
  });
});

describe("money", () => {
  it.each([
    ["168", "CNY", 16800],
    ["168.5", "CNY", 16850],
    ["1,680.50", "CNY", 168050],
    ["¥１６８．００", "CNY", 16800],
    ["500", "JPY", 500],
    ["1.250", "KWD", 1250],
    ["0", "USD", 0],
  ])("reads %s %s", (text, currency, amount) => {
    expect(parseMoney(text, currency)).toEqual({ amount, currency });
  });

  it.each([
    ["-1", "CNY", "price_negative"],
    ["1.001", "CNY", "price_too_precise"],
    ["0.5", "JPY", "price_too_precise"],
    ["abc", "CNY", "price_invalid"],
    ["", "CNY", "price_invalid"],
    ["1e9", "CNY", "price_invalid"],
  ])("refuses %s %s", (text, currency, code) => {
    expect(() => parseMoney(text, currency)).toThrow(expect.objectContaining({ code }));
  });

  it("is written as it was read, with 0, 2 and 3 decimals", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999_999 }),
        fc.constantFrom("JPY", "CNY", "KWD"),
        (amount, currency) => {
          expect(parseMoney(toDecimal({ amount, currency }), currency).amount).toBe(amount);
        },
      ),
    );
  });

  it("is written for people", () => {
    expect(formatMoney({ amount: 16800, currency: "CNY" }, "zh-CN")).toBe("¥168.00");
    expect(formatMoney({ amount: 16800, currency: "CNY" }, "zh-CN", { trim: true })).toBe("¥168");
    expect(formatMoney({ amount: 128_050, currency: "USD" }, "en")).toBe("$1,280.50");
  });

  it("is shared out without losing a unit", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), weights, (total, parts) => {
        expect(allocate(total, parts).reduce((a, b) => a + b, 0)).toBe(total);
      }),
    );
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  });
});

describe("names", () => {
  it("makes ids that are uuids and differ, and public ids below 2^53 that differ", () => {
    const ids = Array.from({ length: 1000 }, () => newId());
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => isId(id))).toBe(true);
    const numbers = Array.from({ length: 1000 }, newPublicId);
    expect(new Set(numbers).size).toBe(1000);
    expect(numbers.every(Number.isSafeInteger)).toBe(true);
  });

  it("takes control characters out of what people type, keeps line breaks, and composes letters", () => {
    expect(cleanText(" a\u0000b\u200bc\nd\te\u0301 ")).toBe("abc\nd\té");
  });

  it("makes handles that keep Chinese", () => {
    expect(toHandle("晨雾 50g — Spring’s first!")).toBe("晨雾-50g-springs-first");
    expect(isHandle(toHandle("Kiln hoodie"))).toBe(true);
    expect(isHandle("Not a handle")).toBe(false);
    expect(toHandle("!!!")).toBe("");
  });

  it("finds a text in the language asked for, else in the nearest", () => {
    const text = { "zh-CN": "茶", en: "Tea" };
    expect([localized(text, "en-GB"), localized(text, "zh-CN"), localized(text, "fr")]).toEqual([
      "Tea",
      "茶",
      "Tea",
    ]);
  });
});

import { expect, test } from "vitest";
import { termsOf } from "./terms.ts";

test.each([
  ["Ten-year ripe pu’er · 357 g", ["ten", "year", "ripe", "puer", "357", "g"]],
  ["Café CRÈME ＡＢＣ１２３", ["cafe", "creme", "abc123"]],
  ["LB071SOOT xs 3xl", ["lb071soot", "xs", "3xl"]],
  ["老墙 357克", ["老", "墙", "老墙", "357", "克"]],
  ["안녕하세요 차", ["안녕하세요", "차"]],
  ["สวัสดีชาวโลก", ["สวัสดี", "ชาว", "โลก"]],
  ["— · ！", []],
])("words of %j", (text, terms) => {
  expect(new Set(termsOf(text))).toEqual(new Set(terms));
});

test("every part of a Chinese name is found", () => {
  const terms = new Set(termsOf("十年熟普洱茶"));
  for (const part of ["熟", "普洱", "洱茶", "十年"]) expect(terms).toContain(part);
});

test("a long word is cut the same way on both sides", () => {
  expect(termsOf("x".repeat(500))).toEqual(["x".repeat(40)]);
});

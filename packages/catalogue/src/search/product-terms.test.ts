import { expect, it } from "vitest";
import { productTermRows, typedWords } from "./product-terms.ts";

const weights = (source: Parameters<typeof productTermRows>[0][number]) =>
  new Map(productTermRows([source]).map(({ term, weight }) => [term, weight]));

it("finds a name by its characters, pairs, pinyin and initials from each word on", () => {
  const terms = [...weights({ title: "龙井绿茶" }).keys()];
  expect(new Set(terms)).toEqual(
    new Set([
      ...["龙井", "井绿", "绿茶", "井", "茶"],
      ...["~longjinglvcha", "~longjinglucha", "^ljlc", "~lvcha", "~lucha", "^lc"],
    ]),
  );
});

it("adds up the places that a word stands in, of several languages the best", () => {
  const one = weights({ title: "Brick tee", vendor: "Brick", description: "<p>A brick</p>" });
  expect(one.get("brick")).toBe(150);
  expect(one.get("tee")).toBe(100);
  const both = productTermRows([{ title: "Brick" }, { title: "Brick tee" }]);
  expect(both.find(({ term }) => term === "brick")?.weight).toBe(100);
});

it("finds article numbers from any of their parts, and two words written together", () => {
  const terms = weights({ title: "Air Fryer", codes: ["ZT-AF5", "6901234567892"] });
  expect(["#ztaf5", "#af5", "#6901234567892", "airfryer"].filter((term) => !terms.has(term))).toEqual([]);
});

it("keeps what is common in descriptions from growing: no lone characters, no readings, its beginning only", () => {
  const terms = weights({ title: "杯", description: `<p>好看的茶杯</p>${"x y ".repeat(5_000)}` });
  expect(terms.has("茶杯")).toBe(true);
  expect(terms.has("~chabei")).toBe(false);
  expect(terms.size).toBeLessThan(150);
});

it("names the words that a mistake can be made in", () => {
  expect(typedWords([{ title: "USB-C 充电器 Charger", vendor: "Acme 2000" }])).toEqual(["charger", "acme"]);
});

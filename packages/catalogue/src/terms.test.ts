import { describe, expect, it } from "vitest";
import { productTermRows, queryTerms, termsOf } from "./terms.ts";

describe("termsOf", () => {
  it.each([
    ["Kiln Hoodie", ["kiln", "hoodie"]],
    ["Café", ["cafe"]],
    ["老墙", ["老墙", "老", "墙"]],
    ["晨雾 50g", ["50g", "晨雾", "晨", "雾"]],
    ["", []],
  ])("%s", (text, terms) => {
    expect(new Set(termsOf(text))).toEqual(new Set(terms));
  });
});

describe("queryTerms", () => {
  it("asks for the beginning of a Latin word and for each pair of a Chinese run", () => {
    expect(queryTerms("hood").map((term) => term.low)).toEqual(["hood"]);
    expect(queryTerms("十年熟普").map((term) => term.low)).toEqual(["十年", "年熟", "熟普"]);
    expect(queryTerms("茶")).toEqual([{ low: "茶", high: "茶" }]);
  });

  it("is bounded", () => {
    expect(queryTerms("a b c d e f g h i j k l m n o p q")).toHaveLength(12);
  });
});

it("weighs a term by the best place it stands in", () => {
  const rows = productTermRows([{ title: "Brick tee", description: "<p>A brick</p>", skus: ["LB-072"] }]);
  expect(rows.find((row) => row.term === "brick")?.weight).toBe(100);
  expect(rows.find((row) => row.term === "lb-072")?.weight).toBe(60);
});

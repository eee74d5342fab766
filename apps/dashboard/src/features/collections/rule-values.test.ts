import { expect, test } from "vitest";
import { emptyCondition, emptyValues, rulesOf, valuesOf } from "./rule-values.ts";

test("what stands in the form becomes rules and comes back", () => {
  const conditions = [
    { field: "price" as const, relation: "less" as const, value: "１２.50" },
    { field: "availability" as const, relation: "equals" as const, value: "no" },
    { field: "title" as const, relation: "contains" as const, value: "茶" },
  ];
  const rules = rulesOf({ kind: "rules", match: "any", conditions }, "CNY");
  expect(rules).toEqual({
    match: "any",
    conditions: [
      { field: "price", relation: "less", value: 1250 },
      { field: "availability", relation: "equals", value: false },
      { field: "title", relation: "contains", value: "茶" },
    ],
  });
  const saved = {
    id: "",
    title: "T",
    handle: "t",
    descriptionHtml: "",
    sort: "newest" as const,
    rules,
    count: 0,
    judging: null,
  };
  expect(valuesOf(saved, "CNY").conditions.map(({ value }) => value)).toEqual(["12.50", "no", "茶"]);
  expect(rulesOf({ ...emptyValues, kind: "hand" }, "CNY")).toBeNull();
});

test("an amount that is none stays a text, which the rules find incomplete", () => {
  const conditions = [{ ...emptyCondition("price"), value: "cheap" }];
  expect(rulesOf({ ...emptyValues, conditions }, "JPY")?.conditions[0]?.value).toBe("cheap");
});

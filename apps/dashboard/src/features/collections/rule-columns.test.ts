import { ruleFaults } from "@hutong/catalogue/schemas";
import { expect, test } from "vitest";
import {
  choicesOf,
  columnOf,
  conditionOn,
  type RuleChoice,
  relationsOf,
  valuesToChoose,
} from "./rule-columns.ts";
import { emptyValues, rulesOf, valuesOf } from "./rule-values.ts";

const choice = (key: string, type: RuleChoice["type"], more: Partial<RuleChoice> = {}): RuleChoice => ({
  ownerType: "PRODUCT",
  namespace: "custom",
  key,
  name: key,
  type,
  validations: [],
  ...more,
});
const fabric = choice("fabric", "single_line_text_field", {
  validations: [{ name: "choices", value: '["linen","silk"]' }],
});
const organic = choice("organic", "boolean");
const grams = choice("grams", "number_decimal", { ownerType: "PRODUCTVARIANT" });
const definitions = [
  fabric,
  organic,
  grams,
  choice("sheet", "json"),
  choice("way", "boolean", { ownerType: "ORDER" }),
];
const on = (one: RuleChoice) =>
  conditionOn(
    columnOf({ field: "metafield", metafield: { ...one, ownerType: one.ownerType as "PRODUCT" } }),
    definitions,
  );

test("metafields of products and variants can be asked about, where rules know their type", () => {
  expect(choicesOf(definitions)).toEqual([fabric, organic, grams]);
});

test("a column that is chosen brings its relations and a value to begin with", () => {
  expect(conditionOn("availability", definitions)).toEqual({
    field: "availability",
    relation: "equals",
    value: "yes",
  });
  expect(on(fabric)).toMatchObject({ field: "metafield", relation: "equals", value: "linen" });
  expect(on(organic)).toMatchObject({ relation: "equals", value: "yes" });
  expect(on(grams)).toMatchObject({ relation: "equals", value: "" });
  expect(relationsOf(on(grams))).toEqual(["equals", "greater", "less"]);
  expect(relationsOf(on(fabric))).toEqual(["equals", "not-equals"]);
  expect(valuesToChoose(on(fabric), definitions)).toEqual(["linen", "silk"]);
  expect(valuesToChoose(on(grams), definitions)).toBeNull();
});

test("conditions on metafields become rules and come back", () => {
  const conditions = [on(fabric), { ...on(organic), value: "no" }, { ...on(grams), value: " １2.5 " }];
  const rules = rulesOf({ ...emptyValues, conditions }, "CNY");
  expect(rules?.conditions.map(({ value }) => value)).toEqual(["linen", false, "12.5"]);
  expect(rules && ruleFaults(rules, definitions)).toEqual([]);
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
  const back = valuesOf(saved, "CNY").conditions;
  expect(back.map(columnOf)).toEqual(conditions.map(columnOf));
  expect(back.map(({ value }) => value)).toEqual(["linen", "no", "12.5"]);
});

test("a definition that is gone, or is another by now, is told beside its condition", () => {
  const rules = rulesOf({ ...emptyValues, conditions: [on(fabric)] }, "CNY")!;
  const missing = [{ code: "rule_definition_missing", index: 0 }];
  expect(ruleFaults(rules, [])).toEqual(missing);
  expect(ruleFaults(rules, [{ ...fabric, type: "number_integer" }])).toEqual(missing);
  expect(ruleFaults(rules, null)).toEqual([]);
});

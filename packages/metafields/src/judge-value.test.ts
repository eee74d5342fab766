import { expect, it } from "vitest";
import { judgeValidations } from "./judge-validations.ts";
import { judgeValue, rulesOf } from "./judge-value.ts";
import type { FieldType, Validation } from "./types.ts";

const judge = (type: FieldType, value: string, validations: Validation[] = []) => {
  const judged = judgeValue(type, value, rulesOf(judgeValidations(type, validations)));
  return "value" in judged ? judged.value : judged.fault;
};
const of = (name: string, value: unknown): Validation => ({
  name,
  value: typeof value === "string" ? value : JSON.stringify(value),
});

const id = "0198c0de-0000-7000-8000-000000000001";

it.each<[FieldType, string, string]>([
  ["single_line_text_field", "老檀木\u0007", "老檀木"],
  ["multi_line_text_field", "a\r\nb", "a\nb"],
  ["number_integer", "-007", "-7"],
  ["number_decimal", "-0012.50", "-12.5"],
  ["number_decimal", "-0", "0.0"],
  ["date", "2028-02-29", "2028-02-29"],
  ["date_time", "2026-05-01T20:00:00+08:00", "2026-05-01T12:00:00+00:00"],
  ["date_time", "2026-05-01T20:00", "2026-05-01T20:00:00+00:00"],
  ["boolean", "true", "true"],
  ["money", '{"amount":"9.9","currency_code":"CNY"}', '{"amount":"9.90","currency_code":"CNY"}'],
  ["url", "https://茶.example/a?b=1", "https://茶.example/a?b=1"],
  ["color", "#AA00ff", "#aa00ff"],
  ["product_reference", id, id],
  ["json", '{ "a" : [1] }', '{"a":[1]}'],
  ["list.number_integer", '["1",2]', "[1,2]"],
  ["list.color", '["#FFFFFF"]', '["#ffffff"]'],
])("keeps %s %s as %s", (type, given, kept) => {
  expect(judge(type, given)).toBe(kept);
});

const refused: [FieldType, string, string, Validation[]?][] = [
  ["single_line_text_field", "a\nb", "text_has_lines"],
  ["single_line_text_field", " ", "blank"],
  ["single_line_text_field", "x".repeat(65_537), "text_too_long"],
  ["single_line_text_field", "𠮷𠮷𠮷", "text_too_long", [of("max", "2")]],
  ["single_line_text_field", "green", "not_a_choice", [of("choices", ["red", "blue"])]],
  ["single_line_text_field", "ab1", "text_pattern", [of("regex", "^[a-z]+$")]],
  ["number_integer", "9007199254740992", "not_an_integer"],
  ["number_integer", "1e3", "not_an_integer"],
  ["number_integer", "11", "over_max", [of("max", "10")]],
  ["number_decimal", "1.0000000001", "not_a_decimal"],
  ["number_decimal", "0.30000001", "over_max", [of("max", "0.3")]],
  ["number_decimal", "1.25", "too_precise", [of("max_precision", "1")]],
  ["date", "2026-02-30", "not_a_date"],
  ["date", "2025-12-31", "under_min", [of("min", "2026-01-01")]],
  ["date_time", "2026-02-30T00:00:00Z", "not_a_date_time"],
  ["boolean", "yes", "not_a_boolean"],
  ["money", '{"amount":"1.234","currency_code":"CNY"}', "not_money"],
  ["money", "null", "not_money"],
  ["url", "javascript:alert(1)", "not_a_url"],
  ["url", "https://evil.example/", "not_a_domain", [of("allowed_domains", ["good.example"])]],
  ["color", "red", "not_a_color"],
  ["file_reference", "gid://x", "not_a_reference"],
  ["json", "{", "not_json"],
  ["json", `"${"x".repeat(131_072)}"`, "json_too_long"],
  ["list.date", '["2026-01-01","soon"]', "not_a_date"],
  ["list.url", '{"0":"https://a.example"}', "not_a_list"],
  ["list.number_integer", JSON.stringify(Array.from({ length: 129 }, (_, n) => n)), "list_too_long"],
  ["list.number_integer", "[1]", "list_too_short", [of("list.min", "2")]],
];
// Named by their codes: some values are long.
const byCode = refused.map(([type, given, code, validations]) => [type, code, given, validations] as const);

it.each(byCode)("refuses a %s: %s", (type, code, given, validations = []) => {
  expect(judge(type, given, validations)).toMatchObject({ code });
});

it.each<[FieldType, string, unknown, string]>([
  ["single_line_text_field", "regex", "(a", "validation_not_a_pattern"],
  ["single_line_text_field", "regex", "(?=a)", "validation_not_a_pattern"],
  ["boolean", "max", "1", "validation_unknown"],
  ["number_integer", "max", "many", "validation_not_a_value"],
  ["json", "schema", "[]", "validation_not_a_schema"],
  ["json", "schema", { $ref: "https://evil.example/schema" }, "schema_keyword_refused"],
  ["json", "schema", { type: "string", format: "url" }, "schema_keyword_refused"],
  ["metaobject_reference", "metaobject_definition_id", "x", "validation_no_metaobject"],
])("refuses a validation of %s: %s %j", (type, name, value, code) => {
  expect(() => judgeValidations(type, [of(name, value)])).toThrow(
    expect.objectContaining({ code, field: `validations.${name}` }),
  );
});

it("says where a value does not fit its schema, and holds nobody up by a pattern or a size", () => {
  const schema = of("schema", {
    type: "object",
    required: ["colours"],
    properties: {
      colours: { type: "array", items: { type: "string", pattern: "^([a-z]+)+$" }, uniqueItems: true },
    },
    additionalProperties: false,
  });
  expect(judge("json", '{"colours":["red"]}', [schema])).toBe('{"colours":["red"]}');
  expect(judge("json", '{"colours":["red","R2"]}', [schema])).toEqual({
    code: "json_schema",
    params: { at: "/colours/1" },
  });
  expect(judge("json", '{"sizes":[]}', [schema])).toMatchObject({ code: "json_schema" });
  // Both would take a backtracking matcher or a pairwise comparison longer than anybody waits.
  const started = performance.now();
  expect(judge("json", `{"colours":["${"a".repeat(50_000)}!"]}`, [schema])).toMatchObject({
    code: "json_schema",
  });
  expect(judge("single_line_text_field", `${"a".repeat(50_000)}!`, [of("regex", "^(a+)+$")])).toMatchObject({
    code: "text_pattern",
  });
  const many = JSON.stringify({ colours: Array.from({ length: 5_000 }, (_, n) => `c${n}`) });
  expect(judge("json", many, [schema])).toMatchObject({ code: "json_too_costly" });
  expect(performance.now() - started).toBeLessThan(2_000);
});

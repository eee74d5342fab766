import { AppError, isId } from "@hutong/kernel";
import { schemaOf } from "./json-schema.ts";
import { compareDecimals, judgeValue, type Rules } from "./judge-value.ts";
import { patternOf } from "./pattern.ts";
import {
  type FieldType,
  limits,
  partsOf,
  type SingleType,
  type Validation,
  type ValidationName,
  validationsOf,
} from "./types.ts";

const none: Rules = new Map();

function refuse(name: string, code: string, params: Record<string, string | number> = {}): never {
  throw new AppError("invalid", code, { field: `validations.${name}`, params: { name, ...params } });
}

function wholeNumber(name: string, value: string, most: number): string {
  const text = value.trim();
  if (!/^\d{1,9}$/.test(text) || Number(text) > most) refuse(name, "validation_not_a_number", { most });
  return String(Number(text));
}

// Bounds of a text are lengths; others are values of the type itself.
function bound(single: SingleType, name: string, value: string): string {
  if (single === "single_line_text_field" || single === "multi_line_text_field")
    return wholeNumber(name, value, limits.text);
  const judged = judgeValue(single, value, none);
  return "value" in judged ? judged.value : refuse(name, "validation_not_a_value");
}

function texts(name: string, value: string): string[] {
  let given: unknown;
  try {
    given = JSON.parse(value);
  } catch {
    refuse(name, "validation_not_a_list");
  }
  if (!Array.isArray(given) || given.some((one) => typeof one !== "string"))
    refuse(name, "validation_not_a_list");
  const list = [...new Set((given as string[]).map((one) => one.trim()).filter(Boolean))];
  if (list.length === 0) refuse(name, "validation_not_a_list");
  if (list.length > limits.choices) refuse(name, "validation_list_too_long", { most: limits.choices });
  return list;
}

function judgeOne(type: FieldType, name: ValidationName, value: string): string {
  const { single } = partsOf(type);
  switch (name) {
    case "min":
    case "max":
      return bound(single, name, value);
    case "max_precision":
      return wholeNumber(name, value, 9);
    case "list.min":
    case "list.max":
      return wholeNumber(name, value, limits.list);
    case "regex":
      if (value.length > limits.regex || !patternOf(value)) refuse(name, "validation_not_a_pattern");
      return value;
    case "choices":
      return JSON.stringify(texts(name, value));
    case "allowed_domains":
      return JSON.stringify(texts(name, value).map((one) => one.toLowerCase()));
    case "schema": {
      const schema = value.length > limits.schema ? { refused: "" } : schemaOf(value);
      if ("refused" in schema)
        refuse(name, schema.refused ? "schema_keyword_refused" : "validation_not_a_schema", {
          keyword: schema.refused,
        });
      return value;
    }
    case "metaobject_definition_id":
      return isId(value) ? value : refuse(name, "validation_no_metaobject");
  }
}

function compare(single: SingleType, a: string, b: string): number {
  if (single === "date" || single === "date_time") return a < b ? -1 : a > b ? 1 : 0;
  return compareDecimals(a, b);
}

/**
 * Judges a definition's validations for a type; answers them as they are kept, those that are empty left out. Throws codes
 * `validation_*` and `schema_keyword_refused` with the field `validations.<name>`.
 */
export function judgeValidations(type: FieldType, given: readonly Validation[]): Validation[] {
  const allowed = validationsOf(type);
  const { single } = partsOf(type);
  const found = new Map<string, string>();
  for (const { name, value } of given) {
    if (value.trim() === "") continue;
    if (!(allowed as readonly string[]).includes(name) || found.has(name))
      refuse(name, "validation_unknown", { type });
    found.set(name, judgeOne(type, name as ValidationName, value));
  }
  if (allowed.includes("metaobject_definition_id") && !found.has("metaobject_definition_id"))
    refuse("metaobject_definition_id", "validation_no_metaobject");
  for (const [least, most] of [
    ["min", "max"],
    ["list.min", "list.max"],
  ] as const) {
    const a = found.get(least);
    const b = found.get(most);
    if (a === undefined || b === undefined) continue;
    if (compare(least === "min" ? single : "number_integer", a, b) > 0)
      refuse(most, "validation_min_over_max");
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

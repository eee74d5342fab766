import { isCurrency, isId, parseMoney, toDecimal } from "@hutong/kernel";
import { type Fault, fault } from "./faults.ts";
import { schemaOf } from "./json-schema.ts";
import { patternOf } from "./pattern.ts";
import { type FieldType, limits, partsOf, type SingleType, type Validation } from "./types.ts";

/** A value as it is kept (Shopify's way of writing it), or what is wrong with it. */
export type Judged = { readonly value: string } | { readonly fault: Fault };

/** A definition's validations, by name. */
export type Rules = ReadonlyMap<string, string>;

export function rulesOf(validations: readonly Validation[]): Rules {
  return new Map(validations.map(({ name, value }) => [name, value]));
}

const fine = (value: string): Judged => ({ value });
const wrong = (code: Fault["code"], params: Fault["params"] = {}): Judged => ({ fault: fault(code, params) });

/** A list of texts that a validation holds. */
export function listOf(rules: Rules, name: string): readonly string[] | null {
  const text = rules.get(name);
  return text === undefined ? null : (JSON.parse(text) as string[]);
}

// Everything but the signs that no text needs; lines stay.
const control = /(?![\n\t])\p{Cc}/gu;

function judgeText(raw: string, rules: Rules, hasLines: boolean): Judged {
  const text = raw.normalize("NFC").replace(/\r\n?/g, "\n").replace(control, "");
  if (text.trim() === "") return wrong("blank");
  if (!hasLines && text.includes("\n")) return wrong("text_has_lines");
  const length = [...text].length;
  const least = Number(rules.get("min") ?? 0);
  const most = Math.min(Number(rules.get("max") ?? limits.text), limits.text);
  if (length < least) return wrong("text_too_short", { least });
  if (length > most) return wrong("text_too_long", { most });
  const regex = rules.get("regex");
  if (regex !== undefined && !patternOf(regex)?.test(text)) return wrong("text_pattern", { pattern: regex });
  const choices = listOf(rules, "choices");
  if (choices && !choices.includes(text)) return wrong("not_a_choice");
  return fine(text);
}

/** Compares two decimals that are written without an exponent, exactly. */
export function compareDecimals(a: string, b: string): number {
  const [whole, other] = [a, b].map((text) => {
    const [digits = "0", rest = ""] = text.replace(/^-/, "").split(".");
    const size = BigInt(digits + rest.padEnd(9, "0"));
    return text.startsWith("-") ? -size : size;
  }) as [bigint, bigint];
  return whole < other ? -1 : whole > other ? 1 : 0;
}

function judgeBounds(value: string, rules: Rules, compare: (a: string, b: string) => number): Judged {
  const min = rules.get("min");
  const max = rules.get("max");
  if (min !== undefined && compare(value, min) < 0) return wrong("under_min", { min });
  if (max !== undefined && compare(value, max) > 0) return wrong("over_max", { max });
  return fine(value);
}

function judgeInteger(raw: string, rules: Rules): Judged {
  const text = raw.trim();
  if (!/^-?\d{1,16}$/.test(text) || !Number.isSafeInteger(Number(text))) return wrong("not_an_integer");
  return judgeBounds(String(Number(text)), rules, (a, b) => Number(a) - Number(b));
}

function judgeDecimal(raw: string, rules: Rules): Judged {
  const match = /^(-?)0*(\d{1,13})(?:\.(\d{1,9}))?$/.exec(raw.trim());
  if (!match) return wrong("not_a_decimal");
  const [, sign, whole, given = ""] = match;
  const precision = Number(rules.get("max_precision") ?? 9);
  const rest = given.replace(/0+$/, "");
  if (rest.length > precision) return wrong("too_precise", { most: precision });
  const value = `${whole}.${rest || "0"}`;
  return judgeBounds(sign && value !== "0.0" ? `-${value}` : value, rules, compareDecimals);
}

/** Whether a text is a day of the calendar, `2026-02-28`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** An instant as Shopify writes it, without a zone in UTC: `2026-01-01T12:30:00+00:00`; null where the text is none. */
export function dateTimeOf(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  );
  if (!match?.[1] || !isDate(match[1])) return null;
  const zone = (match[4] ?? "Z").toUpperCase();
  const at = new Date(`${match[1]}T${match[2]}${match[3] ?? ":00"}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().replace(/\.\d{3}Z$/, "+00:00");
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function judgeMoney(raw: string): Judged {
  let given: unknown;
  try {
    given = JSON.parse(raw);
  } catch {
    return wrong("not_money");
  }
  const { amount, currency_code: currency } = (given ?? {}) as { amount?: unknown; currency_code?: unknown };
  if (typeof currency !== "string" || !isCurrency(currency)) return wrong("not_money");
  try {
    const money = parseMoney(String(amount), currency);
    return fine(JSON.stringify({ amount: toDecimal(money), currency_code: currency }));
  } catch {
    return wrong("not_money");
  }
}

const schemes = new Set(["http:", "https:", "mailto:", "sms:", "tel:"]);

function judgeUrl(raw: string, rules: Rules): Judged {
  const text = raw.trim();
  if (text.length > 2_048 || !URL.canParse(text)) return wrong("not_a_url");
  const { protocol, hostname } = new URL(text);
  if (!schemes.has(protocol)) return wrong("not_a_url");
  const domains = listOf(rules, "allowed_domains");
  if (domains && !domains.includes(hostname)) return wrong("not_a_domain", { domains: domains.join(", ") });
  return fine(text);
}

function judgeJson(raw: string, rules: Rules): Judged {
  if (Buffer.byteLength(raw) > limits.json) return wrong("json_too_long", { most: limits.json });
  let given: unknown;
  try {
    given = JSON.parse(raw);
  } catch {
    return wrong("not_json");
  }
  const text = rules.get("schema");
  const schema = text === undefined ? null : schemaOf(text);
  if (schema && "judge" in schema) {
    const found = schema.judge(given);
    if (found === "costly") return wrong("json_too_costly");
    if (found) return wrong("json_schema", { at: found.at });
  }
  return fine(JSON.stringify(given));
}

function judgeSingle(type: SingleType, raw: string, rules: Rules): Judged {
  switch (type) {
    case "single_line_text_field":
      return judgeText(raw, rules, false);
    case "multi_line_text_field":
      return judgeText(raw, rules, true);
    case "number_integer":
      return judgeInteger(raw, rules);
    case "number_decimal":
      return judgeDecimal(raw, rules);
    case "date": {
      const text = raw.trim();
      return isDate(text) ? judgeBounds(text, rules, compareTexts) : wrong("not_a_date");
    }
    case "date_time": {
      const text = dateTimeOf(raw);
      return text === null ? wrong("not_a_date_time") : judgeBounds(text, rules, compareTexts);
    }
    case "boolean":
      return raw === "true" || raw === "false" ? fine(raw) : wrong("not_a_boolean");
    case "money":
      return judgeMoney(raw);
    case "url":
      return judgeUrl(raw, rules);
    case "color":
      return /^#[0-9a-f]{6}$/i.test(raw.trim()) ? fine(raw.trim().toLowerCase()) : wrong("not_a_color");
    case "json":
      return judgeJson(raw, rules);
    default:
      // Whether there is such a thing is asked of the database.
      return isId(raw) ? fine(raw) : wrong("not_a_reference");
  }
}

function judgeList(type: SingleType, raw: string, rules: Rules): Judged {
  let given: unknown;
  try {
    given = JSON.parse(raw);
  } catch {
    return wrong("not_a_list");
  }
  if (!Array.isArray(given)) return wrong("not_a_list");
  const least = Number(rules.get("list.min") ?? 0);
  const most = Math.min(Number(rules.get("list.max") ?? limits.list), limits.list);
  if (given.length === 0) return wrong("blank");
  if (given.length < least) return wrong("list_too_short", { least });
  if (given.length > most) return wrong("list_too_long", { most });
  const values: unknown[] = [];
  for (const [index, one] of given.entries()) {
    if (typeof one !== "string" && typeof one !== "number") return wrong("not_a_list");
    const judged = judgeSingle(type, String(one), rules);
    if ("fault" in judged) return wrong(judged.fault.code, { ...judged.fault.params, number: index + 1 });
    values.push(type === "number_integer" ? Number(judged.value) : judged.value);
  }
  const text = JSON.stringify(values);
  return text.length > limits.text ? wrong("text_too_long", { most: limits.text }) : fine(text);
}

/** Judges one value by its type and validations: every value that is kept passes here. */
export function judgeValue(type: FieldType, raw: string, rules: Rules): Judged {
  const { single, isList } = partsOf(type);
  return isList ? judgeList(single, raw, rules) : judgeSingle(single, raw, rules);
}

/** Ids that a kept value refers to. */
export function referencesIn(type: FieldType, value: string): readonly string[] {
  return partsOf(type).isList ? (JSON.parse(value) as string[]) : [value];
}

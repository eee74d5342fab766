import { format, type Schema, Validator } from "@cfworker/json-schema";
import { patternOf } from "./pattern.ts";
import { limits } from "./types.ts";

/**
 * Schemas are what merchants wrote, judged in a process that many stores share. So they are interpreted and never compiled, patterns
 * are matched in linear time, and what would make the work more than schema times value (references) is not taken.
 */
const plain = new Set(
  `$schema $comment title description default examples deprecated readOnly writeOnly type enum const required dependentRequired maximum
  minimum exclusiveMaximum exclusiveMinimum multipleOf maxLength minLength pattern format maxItems minItems uniqueItems
  minContains maxContains maxProperties minProperties contentEncoding contentMediaType`.split(/\s+/),
);
const schemas = new Set(
  "items contains additionalProperties unevaluatedProperties unevaluatedItems additionalItems propertyNames not if then else".split(
    " ",
  ),
);
const lists = new Set(["prefixItems", "allOf", "anyOf", "oneOf"]);
const maps = new Set(["properties", "dependentSchemas"]);

/** Steps that judging one value may take: schema's parts times the value's. */
const mostSteps = 3_000_000;
const deepest = 40;

type Json = Record<string, unknown>;

/** A schema, ready to judge values. */
export interface JsonSchema {
  /** Null when the value fits; else where it does not ("/colours/2"), or "costly" where it cannot be judged in reasonable time. */
  judge(value: unknown): { readonly at: string } | "costly" | null;
}

class Refused extends Error {
  readonly keyword: string;
  constructor(keyword: string) {
    super(keyword);
    this.keyword = keyword;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The schema with its patterns as formats, and how many parts it has; throws what is not taken. */
class Reader {
  parts = 0;
  hasUnique = false;
  readonly patterns = new Set<string>();

  read(schema: unknown, depth = 0): unknown {
    this.parts += 1;
    if (typeof schema === "boolean") return schema;
    if (!isObject(schema) || depth > deepest) throw new Refused("");
    const out: Json = {};
    const patterns: Json[] = [];
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === "pattern") patterns.push({ format: this.#pattern(value) });
      else if (plain.has(keyword)) out[keyword] = this.#plain(keyword, value);
      else if (schemas.has(keyword))
        out[keyword] =
          keyword === "items" && Array.isArray(value)
            ? this.#list(value, depth)
            : this.read(value, depth + 1);
      else if (lists.has(keyword)) out[keyword] = this.#list(value, depth);
      else if (maps.has(keyword)) out[keyword] = this.#map(value, depth);
      else throw new Refused(keyword);
    }
    if (patterns.length > 0) out.allOf = [...((out.allOf as Json[] | undefined) ?? []), ...patterns];
    return out;
  }

  #plain(keyword: string, value: unknown): unknown {
    if (keyword === "enum" && Array.isArray(value)) this.parts += value.length;
    if (keyword === "uniqueItems" && value === true) this.hasUnique = true;
    if (keyword === "format" && !formats.has(value as string)) throw new Refused(keyword);
    return value;
  }

  #list(value: unknown, depth: number): unknown[] {
    if (!Array.isArray(value)) throw new Refused("");
    return value.map((one) => this.read(one, depth + 1));
  }

  #map(value: unknown, depth: number): Json {
    if (!isObject(value)) throw new Refused("");
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.read(one, depth + 1)]));
  }

  #pattern(value: unknown): string {
    if (typeof value !== "string" || value.length > limits.regex || !patternOf(value))
      throw new Refused("pattern");
    this.patterns.add(value);
    return `${prefix}${value}`;
  }
}

const prefix = "re2:";
/** Formats whose own checks take no longer than the text is. */
const formats = new Set([
  "date",
  "time",
  "date-time",
  "duration",
  "email",
  "hostname",
  "ipv4",
  "uri",
  "uuid",
]);

function sizeOf(value: unknown, depth = 0): number {
  if (depth > 200) return Number.POSITIVE_INFINITY;
  if (typeof value !== "object" || value === null) return 1;
  let size = 1;
  for (const one of Object.values(value)) size += sizeOf(one, depth + 1);
  return size;
}

/** Runs `work` while the library finds these patterns under the names that stand for them; it runs to its end at once. */
function withPatterns<Result>(patterns: ReadonlySet<string>, work: () => Result): Result {
  for (const pattern of patterns)
    format[`${prefix}${pattern}`] = (text) => patternOf(pattern)?.test(text) ?? false;
  try {
    return work();
  } finally {
    for (const pattern of patterns) delete format[`${prefix}${pattern}`];
  }
}

/** Reads a JSON schema (draft 2020-12, without references); answers the keyword that is not taken, empty where it is no schema. */
function readSchema(text: string): JsonSchema | { readonly refused: string } {
  const reader = new Reader();
  let schema: unknown;
  try {
    schema = reader.read(JSON.parse(text));
  } catch (error) {
    return { refused: error instanceof Refused ? error.keyword : "" };
  }
  const validator = new Validator(schema as Schema, "2020-12");
  return {
    judge(value) {
      const size = sizeOf(value);
      if (reader.parts * (reader.hasUnique ? size * size : size) > mostSteps) return "costly";
      const { valid, errors } = withPatterns(reader.patterns, () => validator.validate(value));
      return valid ? null : { at: errors.at(-1)?.instanceLocation.slice(1) || "/" };
    },
  };
}

const kept = new Map<string, ReturnType<typeof readSchema>>();

/** The same, kept for the next value of the same definition. */
export function schemaOf(text: string): ReturnType<typeof readSchema> {
  let known = kept.get(text);
  if (!known) {
    known = readSchema(text);
    if (kept.size >= 100) kept.delete(kept.keys().next().value!);
    kept.set(text, known);
  }
  return known;
}

/** One SQL statement and its parameters; `Row` is what a row of its answer looks like. */
export interface Statement<Row = Record<string, unknown>> {
  readonly text: string;
  readonly values: readonly Value[];
  /** Never set: carries the row's type. */
  readonly row?: Row;
}

/** What may stand in a `${}`; objects and lists travel as JSON, instants as ISO 8601. */
export type Value = string | number | bigint | boolean | null | undefined | Date | object;

class Fragment {
  readonly strings: readonly string[];
  readonly values: readonly Value[];
  constructor(strings: readonly string[], values: readonly Value[]) {
    this.strings = strings;
    this.values = values;
  }
}

/**
 * A piece of SQL to be placed in a statement: `` fragment`and status = ${status}` ``. Values stay parameters;
 * text can only come from source code.
 */
export function fragment(strings: TemplateStringsArray, ...values: Value[]): object {
  return new Fragment(strings, values);
}

/** Nothing at all, for a condition that does not apply. */
export const nothing = fragment``;

const texts = new WeakMap<TemplateStringsArray, string>();

function encode(value: Value): Value {
  if (value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function flatten(strings: readonly string[], values: readonly Value[], text: string[], out: Value[]): void {
  strings.forEach((part, index) => {
    text.push(part);
    if (index >= values.length) return;
    const value = values[index];
    if (value instanceof Fragment) flatten(value.strings, value.values, text, out);
    else {
      out.push(encode(value));
      text.push(`$${out.length}`);
    }
  });
}

/**
 * Writes a statement: `` sql<{ id: string }>`select id from products where store_id = ${ctx.storeId}` ``.
 * Every `${}` becomes a parameter, so nothing a person typed is ever part of the text; PostgreSQL prepares each
 * text once per connection. Cast JSON parameters (`${rows}::jsonb`) and lists (`any(${list(ids)}::uuid[])`).
 */
export function sql<Row = Record<string, unknown>>(
  strings: TemplateStringsArray,
  ...values: Value[]
): Statement<Row> {
  if (!values.some((value) => value instanceof Fragment)) {
    let text = texts.get(strings);
    if (text === undefined) {
      text = strings.reduce((all, part, index) => `${all}$${index}${part}`);
      texts.set(strings, text);
    }
    return { text, values: values.map(encode) };
  }
  const text: string[] = [];
  const out: Value[] = [];
  flatten(strings, values, text, out);
  return { text: text.join(""), values: out };
}

/** A PostgreSQL array literal of ids or plain words: `any(${list(ids)}::uuid[])`. */
export function list(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

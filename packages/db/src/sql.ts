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

function encode(value: Value): Value {
  if (value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** A way through the pieces of source that statements were made of; at its end stands the text that they make. */
interface Path {
  readonly pieces: Map<readonly string[], Path>;
  value: Path | null;
  text: string | null;
}
const newPath = (): Path => ({ pieces: new Map(), value: null, text: null });
const start = newPath();

// Collects the parameters of a piece and those it holds, and finds the way on.
function walk(path: Path, strings: readonly string[], values: readonly Value[], out: Value[]): Path {
  let next = path.pieces.get(strings);
  if (!next) {
    next = newPath();
    path.pieces.set(strings, next);
  }
  for (const value of values) {
    if (value instanceof Fragment) next = walk(next, value.strings, value.values, out);
    else {
      out.push(encode(value));
      next.value ??= newPath();
      next = next.value;
    }
  }
  return next;
}

function write(strings: readonly string[], values: readonly Value[], text: string[], count: number): number {
  let number = count;
  strings.forEach((part, index) => {
    text.push(part);
    if (index >= values.length) return;
    const value = values[index];
    if (value instanceof Fragment) number = write(value.strings, value.values, text, number);
    else {
      number += 1;
      text.push(`$${number}`);
    }
  });
  return number;
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
  const out: Value[] = [];
  const end = walk(start, strings, values, out);
  if (end.text === null) {
    const text: string[] = [];
    write(strings, values, text, 0);
    end.text = text.join("");
  }
  return { text: end.text, values: out };
}

const fewRows = 12;
const valuesLists = new Map<string, readonly string[]>();

// The same columns and count give the same pieces, so that the same text is found again.
function valuesList(
  alias: string,
  columns: Readonly<Record<string, string>>,
  count: number,
): readonly string[] {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const types = Object.values(columns);
  const key = `${alias} ${count} ${names} ${types}`;
  let strings = valuesLists.get(key);
  if (!strings) {
    const row = `(${types.map((type) => `?::${type}`).join(", ")})`;
    strings = `(values ${Array(count).fill(row).join(", ")}) as ${alias}(${names.join(", ")})`.split("?");
    valuesLists.set(key, strings);
  }
  return strings;
}

/**
 * Rows as an item of FROM: `` from ${rowset("l", { id: "uuid", amount: "bigint" }, lines)} ``. A few travel as
 * parameters, which PostgreSQL plans for exactly and reads with ease; many as one JSON text. Names and types come from
 * source code.
 */
export function rowset<Column extends string>(
  alias: string,
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<Column, Value>>[],
): object {
  const names = Object.keys(columns) as Column[];
  if (rows.length > 0 && rows.length <= fewRows) {
    const values = rows.flatMap((row) => names.map((name) => row[name]));
    return new Fragment(valuesList(alias, columns, rows.length), values);
  }
  const typed = names.map((name) => `"${name}" ${columns[name]}`).join(", ");
  return new Fragment(jsonList(`::jsonb) as ${alias}(${typed})`), [rows]);
}

const jsonLists = new Map<string, readonly string[]>();

function jsonList(rest: string): readonly string[] {
  let strings = jsonLists.get(rest);
  if (!strings) {
    strings = ["jsonb_to_recordset(", rest];
    jsonLists.set(rest, strings);
  }
  return strings;
}

const columnLists = new Map<string, readonly string[]>();

/**
 * Rows as an item of FROM, a column an array: `` from ${columnset("v", { id: "uuid", price: "bigint" }, variants)} ``. Of
 * hundreds of rows PostgreSQL reads arrays in half the time of JSON. Values of `jsonb` are given as JSON text; names and types
 * come from source code.
 */
export function columnset<Column extends string>(
  alias: string,
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<NoInfer<Column>, Element>>[],
): object {
  const names = Object.keys(columns) as Column[];
  const values = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
  return arrayset(alias, columns, values as Record<Column, Element[]>);
}

/** The same where the columns are at hand as arrays of one length: thousands of rows are not made up to be taken apart again. */
export function arrayset<Column extends string>(
  alias: string,
  columns: Readonly<Record<Column, string>>,
  values: Readonly<Record<NoInfer<Column>, readonly Element[]>>,
): object {
  const names = Object.keys(columns) as Column[];
  const key = `${alias} ${names} ${Object.values(columns)}`;
  let strings = columnLists.get(key);
  if (!strings) {
    const arrays = names.map((name) => `?::${columns[name]}[]`).join(", ");
    const quoted = names.map((name) => `"${name}"`).join(", ");
    strings = `unnest(${arrays}) as ${alias}(${quoted})`.split("?");
    columnLists.set(key, strings);
  }
  return new Fragment(
    strings,
    names.map((name) => arrayLiteral(values[name])),
  );
}

type Element = string | number | boolean | null | undefined;

// JSON's own writer is much faster than ours, and where it escapes nothing both literals are the same but for their brackets.
function arrayLiteral(items: readonly Element[]): string {
  const json = JSON.stringify(items);
  if (!json.includes("\\")) return `{${json.slice(1, -1)}}`;
  return `{${items.map(elementLiteral).join(",")}}`;
}

function elementLiteral(item: Element): string {
  if (item === null || item === undefined) return "null";
  return `"${String(item).replace(/["\\]/g, "\\$&")}"`;
}

/** A PostgreSQL array literal of ids or plain words: `any(${list(ids)}::uuid[])`. */
export function list(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

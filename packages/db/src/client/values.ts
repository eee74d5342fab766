import type { Value } from "../sql.ts";

type Parse = (text: string) => unknown;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53: ${text}`);
  return value;
}

const toDate: Parse = (text) => new Date(text);
const toBytes: Parse = (text) => Buffer.from(text.slice(2), "hex");

// By the type's number in pg_type. Money and counts stay below 2^53, so they come as numbers; what is not here comes as text.
const parsers = new Map<number, Parse>([
  [16, (text) => text === "t"],
  [17, toBytes],
  [20, safeInteger],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, JSON.parse],
  [700, Number],
  [701, Number],
  [1082, toDate],
  [1114, toDate],
  [1184, toDate],
  [3802, JSON.parse],
]);

/** How the text of a column becomes a value; null where it stays text. */
export const parserOf = (typeId: number): Parse | null => parsers.get(typeId) ?? null;

/** A parameter as PostgreSQL reads it; objects and instants are text already (`sql`). */
export function toText(value: Value): string | null {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? null : String(value);
}

import { expect, it } from "vitest";
import { fragment, nothing, rowset, sql } from "./sql.ts";

const where = (name: string | null) => (name === null ? nothing : fragment` where name = ${name}`);
const select = (limit: number, name: string | null) => sql`select * from t${where(name)} limit ${limit}::int`;

it("numbers parameters in their order, through fragments, and finds the same text again", () => {
  const named = select(3, "x");
  expect(named).toEqual({ text: "select * from t where name = $1 limit $2::int", values: ["x", 3] });
  expect(select(4, null)).toEqual({ text: "select * from t limit $1::int", values: [4] });
  expect(select(5, "y")).toEqual({ text: named.text, values: ["y", 5] });
});

it("tells a fragment from a parameter in the same place", () => {
  const pair = (a: unknown, b: unknown) => sql`select ${a as object}, ${b as object}`;
  const now = fragment`now()`;
  expect(pair(now, 1)).toEqual({ text: "select now(), $1", values: [1] });
  expect(pair(1, now)).toEqual({ text: "select $1, now()", values: [1] });
  expect(pair(now, now).text).toBe("select now(), now()");
  expect(pair({ a: 1 }, undefined)).toEqual({ text: "select $1, $2", values: ['{"a":1}', null] });
});

it("sends a few rows as parameters and many, or none, as one text", () => {
  const columns = { id: "uuid", data: "jsonb" };
  const of = (count: number) =>
    sql`select * from ${rowset("r", columns, Array(count).fill({ id: "i", data: { a: 1 } }))}`;
  expect(of(2)).toEqual({
    text: 'select * from (values ($1::uuid, $2::jsonb), ($3::uuid, $4::jsonb)) as r("id", "data")',
    values: ["i", '{"a":1}', "i", '{"a":1}'],
  });
  const many = 'select * from jsonb_to_recordset($1::jsonb) as r("id" uuid, "data" jsonb)';
  expect(of(0)).toEqual({ text: many, values: ["[]"] });
  expect(of(40).text).toBe(many);
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { readPlatform } from "./platform.ts";
import { columnset, sql } from "./sql.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const columns = { n: "int", text: "text", data: "jsonb", big: "bigint", yes: "boolean" } as const;
type Row = Record<keyof typeof columns, string | number | boolean | null | undefined>;

async function through(rows: readonly Row[]) {
  const [found] = await readPlatform(
    database.cell,
    sql<Row>`select * from ${columnset("r", columns, rows)} order by n`,
  );
  return found;
}

const texts = [
  ..."plain| |null|NULL|{}|{a,b}|a,b|say \"x\"|back\\slash|\\n|\\\\|'quoted'|茶 🍵|ＡＢ|\u2028|tab\t|\r\n|\u0001".split(
    "|",
  ),
  "",
];

it("carries every text, with and without what has to be escaped beside it", async () => {
  const rowOf = (text: string | null, n: number) => ({
    n,
    text,
    data: null,
    big: 2 ** 53 - 1,
    yes: n % 2 > 0,
  });
  expect(await through(texts.map(rowOf))).toEqual(texts.map(rowOf));
  for (const text of texts)
    expect(await through([rowOf(text, 1), rowOf(null, 2)])).toEqual([rowOf(text, 1), rowOf(null, 2)]);
});

it("carries JSON as text, takes what is undefined for null, and no rows for none", async () => {
  const data = { a: ['"', "\\", null], b: "x\ny" };
  expect(
    await through([{ n: 1, text: undefined, data: JSON.stringify(data), big: null, yes: undefined }]),
  ).toEqual([{ n: 1, text: null, data, big: null, yes: null }]);
  expect(await through([])).toEqual([]);
});

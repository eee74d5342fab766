import { judgeOwners } from "@hutong/catalogue";
import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { defineMetafield, setMetafields } from "@hutong/metafields";
import type { FieldType } from "@hutong/metafields/schemas";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addImportPart,
  createImport,
  exportProducts,
  exportWorkbook,
  getImport,
  importProducts,
  listImportNotes,
  runImport,
  undoImport,
} from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const source = (content: string | Uint8Array) =>
  async function* () {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
  };

const define = async (key: string, type: FieldType, more: object = {}, store = ctx) =>
  await defineMetafield(store, { ownerType: "PRODUCT", key, name: key, type, ...more });

const choices = (...values: string[]) => ({
  validations: [{ name: "choices", value: JSON.stringify(values) }],
});

async function written(store: StoreContext, format: "csv" | "jsonl" | "xlsx"): Promise<Buffer> {
  const origin = "https://tea.example";
  const pieces: (string | Uint8Array)[] = [];
  const from =
    format === "xlsx" ? await exportWorkbook(store, { origin }) : exportProducts(store, { origin, format });
  for await (const piece of from) pieces.push(piece);
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
}

const valuesOf = async (store = ctx): Promise<Record<string, string>> => {
  const rows = await database.owner`select p.handle, m.namespace, m.key, m.value from metafields m
    join products p on p.store_id = m.store_id and p.id = m.owner_id
    where m.store_id = ${store.storeId} order by p.handle, m.namespace, m.key`;
  return Object.fromEntries(rows.map((row) => [`${row.handle} ${row.namespace}.${row.key}`, row.value]));
};

const column = (key: string, name = key) => `${name} (product.metafields.custom.${key})`;

async function upload(text: string, isDryRun = false): Promise<string> {
  const bytes = Buffer.from(text);
  const { id } = await createImport(ctx, { fileName: "products.csv", bytes: bytes.length, isDryRun });
  await addImportPart(ctx, { id, number: 0, bytes });
  return id;
}

async function run(text: string): Promise<string> {
  const id = await upload(text);
  expect(await runImport(ctx, id)).toBe("done");
  return id;
}

async function productId(handle: string): Promise<string> {
  const [row] =
    await database.owner`select id from products where store_id = ${ctx.storeId} and handle = ${handle}`;
  return row!.id;
}

/** Every type that has a column, with values that a file could easily change. */
const odd: readonly (readonly [key: string, type: FieldType, value: string])[] = [
  ["text", "single_line_text_field", "  =1+1; '5 "],
  ["guard", "single_line_text_field", "'5"],
  ["lines", "multi_line_text_field", 'one\n\n-two, "three"\n'],
  ["whole", "number_integer", "-12"],
  ["decimal", "number_decimal", "1234567890123.123456789"],
  ["day", "date", "2026-02-28"],
  ["moment", "date_time", "2026-02-28T12:30:00+00:00"],
  ["flag", "boolean", "false"],
  ["cost", "money", '{"amount":"9.90","currency_code":"CNY"}'],
  ["link", "url", "https://example.com/?a=1;b=2"],
  ["tint", "color", "#c0392b"],
  ["data", "json", '{"a":["x; y",1.50],"b":"\\u0000\\ud800"}'],
  ["words", "list.single_line_text_field", '["-red","light blue"]'],
  ["marks", "list.single_line_text_field", '["a; b"," c","[1]"]'],
  ["sizes", "list.number_integer", "[1,-2,30]"],
  ["links", "list.url", '["https://example.com/;a","https://example.com/b"]'],
];

async function defineOdd(store: StoreContext): Promise<void> {
  for (const [key, type] of odd) await define(key, type, { name: `=${key}, "名"` }, store);
  await define("others", "list.product_reference", {}, store);
}

describe.each(["csv", "jsonl", "xlsx"] as const)("fields in %s", (format) => {
  test("come back the same in an empty store, and change nothing at home", async () => {
    await defineOdd(ctx);
    await importProducts(
      ctx,
      source("Handle,Title,Option1 Name,Option1 Value\na,A,Size,S\na,,,L\nb,B,Title,\n"),
    );
    const ownerId = await productId("a");
    const of = (key: string, value: string) => ({ ownerType: "PRODUCT" as const, ownerId, key, value });
    const all = [...odd.map(([key, , value]) => of(key, value)), of("others", JSON.stringify([ownerId]))];
    expect(await setMetafields(ctx, { metafields: all }, judgeOwners)).toMatchObject({ kind: "saved" });
    const before = await valuesOf();
    const first = await written(ctx, format);
    expect(await importProducts(ctx, source(first))).toMatchObject({
      isUnchanged: true,
      fieldsChanged: 0,
      refused: [],
      ignoredColumns: [],
    });
    expect(await valuesOf()).toEqual(before);
    const other = await createTestStore(database);
    await defineOdd(other);
    expect(await importProducts(other, source(first))).toMatchObject({
      products: { created: 2 },
      fieldsChanged: odd.length,
      refused: [],
    });
    expect((await written(other, format)).equals(first)).toBe(true);
    const { "a custom.others": _, ...withoutReference } = before;
    expect(await valuesOf(other)).toEqual(withoutReference);
  });

  test("are not in the files of a store that has none", async () => {
    await importProducts(ctx, source("Handle,Title\na,A\n"));
    const none = await written(ctx, format);
    await define("others", "product_reference");
    expect((await written(ctx, format)).equals(none)).toBe(true);
    expect(none.includes("metafields")).toBe(false);
  });
});

test("columns stand in the order of namespace and key, with Shopify's headers and its lists", async () => {
  await define("sizes", "list.number_integer", { name: "Sizes", pin: true });
  await define("care", "single_line_text_field", { name: "Care" });
  await define("made", "boolean", { namespace: "aaa", name: "Made" });
  await importProducts(
    ctx,
    source(`Handle,Title,${column("sizes")},${column("care")}\na,A,"[1, 2]",by hand\n`),
  );
  const [header, row] = (await written(ctx, "csv")).toString().split("\r\n");
  expect(header).toMatch(
    /,SEO description,Made \(product\.metafields\.aaa\.made\),Care \(product\.metafields\.custom\.care\),Sizes \(product\.metafields\.custom\.sizes\)$/,
  );
  expect(row).toMatch(/,,by hand,1; 2$/);
  const jsonl = JSON.parse((await written(ctx, "jsonl")).toString());
  expect(jsonl.metafields).toEqual([
    { namespace: "custom", key: "care", type: "single_line_text_field", value: "by hand" },
    { namespace: "custom", key: "sizes", type: "list.number_integer", value: "[1,2]" },
  ]);
});

describe("an import", () => {
  beforeEach(async () => {
    await define("care", "single_line_text_field");
    await define("colours", "list.single_line_text_field", choices("red", "green"));
    await define("isNew", "boolean");
  });
  const header = `Handle,Title,Option1 Name,Option1 Value,Whose (product.metafields.custom.care),${column("colours")},${column("isNew")}\n`;

  test("takes lists as JSON and as Shopify writes them; an empty cell clears, a column that is missing leaves", async () => {
    const report = await importProducts(
      ctx,
      source(`${header}a,A,Size,S,by hand,red; green,TRUE\na,,,L,not this,red,\nb,B,,,,"[""red""]",\n`),
    );
    expect(report).toMatchObject({ refused: [], fieldsChanged: 4 });
    expect(await valuesOf()).toEqual({
      "a custom.care": "by hand",
      "a custom.colours": '["red","green"]',
      "a custom.isNew": "true",
      "b custom.colours": '["red"]',
    });
    const again = await importProducts(
      ctx,
      source(`Handle,Title,${column("care")},${column("colours")}\na,A, ,red\nb,B,,red\n`),
    );
    expect(again).toMatchObject({ products: { unchanged: 2 }, fieldsChanged: 2, isUnchanged: false });
    expect(await valuesOf()).toEqual({
      "a custom.colours": '["red"]',
      "a custom.isNew": "true",
      "b custom.colours": '["red"]',
    });
  });

  test("refuses a product whose value does not fit, with its line and its column, and takes the others", async () => {
    const text = `${header}a,A,,,x,red; blue,\nb,B,,,y,red,maybe\nc,C,,,z,green,no\n`.replace(
      ",no\n",
      ",false\n",
    );
    const id = await upload(text, true);
    await runImport(ctx, id);
    const notes = [
      {
        kind: "refused",
        line: 2,
        handle: "a",
        column: column("colours"),
        code: "metafield_not_a_choice",
        params: { number: 2 },
      },
      { kind: "refused", line: 3, handle: "b", column: column("isNew"), code: "metafield_not_a_boolean" },
    ];
    expect(await listImportNotes(ctx, { id })).toMatchObject(notes);
    expect(await valuesOf()).toEqual({});
    const inEarnest = await run(text);
    expect(await listImportNotes(ctx, { id: inEarnest })).toMatchObject(notes);
    expect((await getImport(ctx, { id: inEarnest })).counts).toMatchObject({
      created: 1,
      refused: 2,
      fieldsChanged: 3,
    });
    expect(Object.keys(await valuesOf())).toEqual(["c custom.care", "c custom.colours", "c custom.isNew"]);
  });

  test("ignores columns of what is not defined, and says so; in JSONL too", async () => {
    await define("others", "list.product_reference");
    const report = await importProducts(
      ctx,
      source(
        `Handle,Title,${column("gone")},${column("others")},${column("care")},${column("care", "Twice")}\na,A,x,b,y,z\n`,
      ),
    );
    expect(report).toMatchObject({
      ignoredColumns: [column("gone"), column("others"), column("care", "Twice")],
      fieldsChanged: 1,
    });
    const line = (...metafields: object[]) => `${JSON.stringify({ handle: "a", title: "A", metafields })}\n`;
    const jsonl = await importProducts(
      ctx,
      source(
        line(
          { key: "care", value: null },
          { key: "gone", value: "x" },
          { key: "isNew", type: "boolean", value: "true" },
        ),
      ),
    );
    expect(jsonl).toMatchObject({
      ignoredColumns: ["metafields.custom.gone"],
      fieldsChanged: 2,
      refused: [],
    });
    expect(await valuesOf()).toEqual({ "a custom.isNew": "true" });
    const bad = (...metafields: object[]) => importProducts(ctx, source(line(...metafields)));
    expect(await bad({ key: "care", value: "a" }, { key: "care", value: "b" })).toMatchObject({
      refused: [{ line: 1, handle: "a", code: "metafield_twice", column: "metafields.custom.care" }],
    });
    expect(await bad({ key: "isNew", type: "json", value: "true" })).toMatchObject({
      refused: [{ code: "metafield_type_differs", params: { type: "boolean" } }],
    });
  });

  test("goes on where it was stopped, to the same end", async () => {
    const rows = Array.from({ length: 600 }, (_, at) => `p${at},P ${at},,,care ${at},red,`);
    const id = await upload(header + rows.join("\n"));
    const stop = new AbortController();
    expect(await runImport(ctx, id, { signal: stop.signal, onProgress: () => stop.abort() })).toBe("stopped");
    expect(await runImport(ctx, id)).toBe("done");
    expect((await getImport(ctx, { id })).counts).toMatchObject({ created: 600, fieldsChanged: 1200 });
    expect(Object.keys(await valuesOf())).toHaveLength(1200);
    const again = await run(header + rows.join("\n"));
    expect(await getImport(ctx, { id: again })).toMatchObject({ isUnchanged: true, canUndo: false });
    await undoImport(ctx, { id });
    expect(await runImport(ctx, id)).toBe("undone");
    expect(await valuesOf()).toEqual({});
  });
});

import { listProducts } from "@hutong/catalogue";
import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importProducts } from "./index.ts";

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
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  };
const run = (content: string | Uint8Array) => importProducts(ctx, source(content));
const titles = async () => (await listProducts(ctx, {})).items.map((item) => item.title).sort();

describe("a broken row is refused with its line and column, and the others are taken", () => {
  const long = "x".repeat(10 * 1024 * 1024);
  test.each([
    ["10 MB in one cell", `bad,${long},1`, "cell_too_long", "Title"],
    ["10 MB in a quoted cell", `bad,"${long}",1`, "cell_too_long", "Title"],
    ["a stray quote", 'bad,"5" screen",1', "quote_stray", "Title"],
    ["a NUL", "bad,B\u0000d,1", "cell_has_nul", "Title"],
    ["10^6 cells", `bad,B,1${",".repeat(1_000_000)}`, "cells_too_many", undefined],
    ["a price of letters", "bad,B,many", "price_invalid", "Price"],
    ["HTML where a price should be", "bad,B,<script>1</script>", "price_invalid", "Price"],
  ])("%s", async (_, row, code, column) => {
    const report = await run(`Handle,Title,Price\nfirst,First,1\n${row}\nlast,Last,2\n`);
    expect(report.products).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 1 });
    expect(report.refused).toMatchObject([{ line: 3, handle: "bad", code }]);
    expect(report.refused[0]?.column).toBe(column);
    expect(await titles()).toEqual(["First", "Last"]);
  });

  test("10^6 tags in one cell, and none in the next", async () => {
    const tags = Array.from({ length: 1_000_000 }, (_, index) => index % 10).join(",");
    expect((await run(`Handle,Title,Tags\na,A,"${tags.slice(0, 990_000)}"\nb,B,\n`)).refused).toMatchObject([
      { line: 2, handle: "a", code: "input_too_long", column: "Tags" },
    ]);
    expect(await titles()).toEqual(["B"]);
  });

  test("one product of more rows than any can have", async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `a,,Size,S${index},1`).join("\n");
    const report = await run(`Handle,Title,Option1 Name,Option1 Value,Price\n${rows}\nb,B,Size,S,1\n`);
    expect(report.refused).toMatchObject([
      { line: 2, handle: "a", code: "product_rows_too_many", params: { rows: 100_000 } },
    ]);
    expect(report.products.created).toBe(1);
  });

  test("a product one of whose rows is broken loses none of its variants", async () => {
    await run("Handle,Title,Option1 Name,Option1 Value,Price\na,A,Size,S,1\na,,,M,1\n");
    const report = await run('Handle,Title,Option1 Name,Option1 Value,Price\na,A,Size,S,2\na,,,"M"x,2\n');
    expect(report.refused).toMatchObject([{ line: 3, code: "quote_stray", column: "Option1 Value" }]);
    const [item] = (await listProducts(ctx, {})).items;
    expect(item).toMatchObject({ title: "A" });
    expect(await database.owner`select price::int from variants where store_id = ${ctx.storeId}`).toEqual([
      { price: 100 },
      { price: 100 },
    ]);
  });

  test("JSONL: what is no object, what is too much, what repeats itself", async () => {
    const lines = [
      '{"handle":"a","title":"A"}',
      '{"handle":"b","title":',
      '{"handle":"c","title":5}',
      '{"handle":"a","title":"Again"}',
      '{"handle":"d","title":"D\\u0000"}',
      `{"handle":"e","descriptionHtml":"${"x".repeat(9_000_000)}"}`,
      '{"handle":"f","title":"F","variants":[{"price":"1.005"}]}',
      '{"handle":"g","title":"G","__proto__":{"status":"archived"}}',
    ];
    const report = await run(lines.join("\n"));
    expect(report.refused.map(({ line, code }) => [line, code])).toEqual([
      [2, "json_invalid"],
      [3, "input_invalid"],
      [4, "handle_twice"],
      [5, "cell_has_nul"],
      [6, "row_too_long"],
      [7, "price_too_precise"],
    ]);
    expect(await titles()).toEqual(["A", "G"]);
  });
});

describe("a file that cannot be trusted is refused before anything is written", () => {
  test("a quote that is never closed, behind 10 MB", async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `h${index},T${index},1`).join("\n");
    const attempt = run(`Handle,Title,Price\n${rows}\nbad,"B,1\n${`${"x".repeat(99)}\n`.repeat(100_000)}`);
    await expect(attempt).rejects.toMatchObject({
      code: "quote_unclosed",
      params: { line: 2_002, column: 2 },
    });
    expect(await titles()).toEqual([]);
  });

  test("rows of products that stand too far apart for memory", async () => {
    const body = "x".repeat(9_000);
    const rows = (part: string) =>
      Array.from({ length: 8_000 }, (_, index) => `h${index},T,${body},Size,${part}`).join("\n");
    const attempt = run(`Handle,Title,Body,Option1 Name,Option1 Value\n${rows("S")}\n${rows("M")}\n`);
    await expect(attempt).rejects.toMatchObject({ code: "rows_too_far_apart" });
    expect(await titles()).toEqual([]);
  });

  test("10^6 columns", async () => {
    await expect(run(`Handle,Title${",x".repeat(1_000_000)}\na,A\n`)).rejects.toMatchObject({
      code: "header_broken",
    });
    await expect(run(`Handle,Title${",x".repeat(2_000)}\na,A\n`)).rejects.toMatchObject({
      code: "columns_too_many",
    });
  });
});

describe("encodings", () => {
  const text = "Handle,Title,Vendor,Price\nlao-qiang,老墙,制茶厂,298.00\nyu,雨前,茶农,58\n";
  const utf16 = (isBig: boolean, hasMark: boolean) => {
    const bytes = Buffer.from(`${hasMark ? "\ufeff" : ""}${text}`, "utf16le");
    return isBig ? bytes.swap16() : bytes;
  };
  // 老墙, 制茶厂, 雨前 and 茶农 in GBK; the rest is ASCII.
  const gbk = Buffer.concat(
    [
      "Handle,Title,Vendor,Price\nlao-qiang,",
      "c0cfc7bd",
      ",",
      "d6c6b2e8b3a7",
      ",298.00\nyu,",
      "d3eac7b0",
      ",",
      "b2e8c5a9",
      ",58\n",
    ].map((part) => (/^[0-9a-f]{8,}$/.test(part) ? Buffer.from(part, "hex") : Buffer.from(part))),
  );
  test.each([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`), "utf-8"],
    ["UTF-16 LE", utf16(false, true), "utf-16le"],
    ["UTF-16 BE", utf16(true, true), "utf-16be"],
    ["UTF-16 LE without a mark", utf16(false, false), "utf-16le"],
    ["GBK", gbk, "gb18030"],
  ])("%s is recognised", async (_, bytes, encoding) => {
    expect(await run(bytes)).toMatchObject({ encoding, products: { created: 2 }, refused: [] });
    expect(await titles()).toEqual(["老墙", "雨前"].sort());
    expect(await run(text)).toMatchObject({ isUnchanged: true });
  });

  test("Latin 1 is neither, and nothing is written", async () => {
    const bytes = Buffer.from("Handle,Title\ncafe,Café noir\n", "latin1");
    await expect(run(bytes)).rejects.toMatchObject({ code: "file_encoding_unknown" });
  });
});

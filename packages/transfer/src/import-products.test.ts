import { getProduct, listProducts } from "@hutong/catalogue";
import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exportProducts, importProducts } from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

/** Small pieces, so that characters and rows are cut anywhere. */
const source = (content: string | Uint8Array, piece = 7) =>
  async function* () {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece);
  };

const run = (content: string | Uint8Array, options = {}) => importProducts(ctx, source(content), options);

async function product(handle: string, store = ctx) {
  const [rows] = await store.read(
    sql<{ id: string }>`select id from products where store_id = ${store.storeId} and handle = ${handle}`,
  );
  return getProduct(store, { id: rows[0]?.id ?? "" });
}

const tea = `\ufeffHandle,Title,Body (HTML),Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Image Position,Google Shopping / MPN
lao-qiang,老墙,"<p>十年，
""熟普""<script>x</script></p>","熟茶, 陈年",true,规格,整饼,LQ-1,shopify,4,deny,298.00,,https://pics.example/a.jpg,2,x
lao-qiang,,,,,,小砖,LQ-2,shopify,-3,deny,"1,098.5",1200,https://pics.example/b.jpg,1,
lao-qiang,,,,,,,,,,,,,https://pics.example/c.jpg,3,
bowl,Bowl,,,false,Title,Default Title,,,1,continue,5,,not a url,,
`;

describe("importProducts", () => {
  test("reads products, variants, stock and pictures' addresses", async () => {
    const report = await run(tea);
    expect(report).toMatchObject({
      rows: 4,
      products: { created: 2, updated: 0, unchanged: 0, refused: 0 },
      stockChanged: 1,
      pictures: { recorded: 3, known: 0, pending: 3, invalid: [{ line: 6, address: "not a url" }] },
      ignoredColumns: ["Google Shopping / MPN"],
      refused: [],
      isUnchanged: false,
    });
    const wall = await product("lao-qiang");
    expect(wall).toMatchObject({
      title: "老墙",
      descriptionHtml: '<p>十年，\n"熟普"</p>',
      tags: ["熟茶", "陈年"],
      status: "active",
      options: [{ name: "规格", values: ["整饼", "小砖"] }],
      minPrice: 29800,
      maxPrice: 109850,
      isAvailable: true,
    });
    expect(wall.variants).toMatchObject([
      { sku: "LQ-1", available: 4, compareAtPrice: null },
      { sku: "LQ-2", available: 0, compareAtPrice: 120000, isAvailable: false },
    ]);
    expect(wall.media.map((picture) => picture.sourceUrl?.at(-5))).toEqual(["b", "a", "c"]);
    expect(await product("bowl")).toMatchObject({
      status: "draft",
      options: [],
      variants: [{ available: null }],
    });
  });

  test("the same file again changes nothing and says so", async () => {
    await run(tea);
    const [before] =
      await database.owner`select event_number from store_counters where store_id = ${ctx.storeId}`;
    const report = await run(tea);
    expect(report).toMatchObject({
      products: { created: 0, updated: 0, unchanged: 2 },
      stockChanged: 0,
      pictures: { recorded: 0, known: 3 },
      isUnchanged: true,
    });
    const [after] =
      await database.owner`select event_number from store_counters where store_id = ${ctx.storeId}`;
    expect(after).toEqual(before);
  });

  test("a dry run judges everything and writes nothing", async () => {
    expect(await run(tea, { isDryRun: true })).toMatchObject({ isDryRun: true, products: { created: 2 } });
    expect((await listProducts(ctx, {})).items).toEqual([]);
  });

  test("what a file has no column for stays; an empty cell clears", async () => {
    await run(tea);
    expect(await run("URL handle,Tags,Vendor\nlao-qiang,,Kiln\n")).toMatchObject({
      products: { updated: 1 },
    });
    const wall = await product("lao-qiang");
    expect(wall).toMatchObject({ title: "老墙", tags: [], vendor: "Kiln" });
    expect(wall.variants).toHaveLength(2);
    expect(wall.media).toHaveLength(3);
  });

  test("rows of one product may stand apart, in either generation and any case", async () => {
    const report = await run(
      "TITLE;url HANDLE;option1 NAME;option1 VALUE;price\nA;a;Size;S;1\nB;b;Title;Default Title;2\n;a;;M;3\n",
    );
    expect(report.products.created).toBe(2);
    expect((await product("a")).variants.map((row) => row.price)).toEqual([100, 300]);
  });

  test.each([
    ["Name,Price\nA,1\n", "header_missing"],
    ["", "file_empty"],
    ["\ufeff \n\n", "file_empty"],
    ["Handle,Title\n\n,,\n", "file_has_no_rows"],
    ['[{"id": 1}]', "header_missing"],
    ["<html><body>Sign in</body></html>", "header_missing"],
    ['Handle,Title\na,"open\n', "quote_unclosed"],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2]), "workbook_broken"],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 2]), "file_not_csv"],
    [new Uint8Array([0x48, 0x0a, 0xd6, 0xd0, 0xce, 0xff, 0xff]), "file_encoding_unknown"],
  ])("refuses %j: %s", async (content, code) => {
    await expect(run(content)).rejects.toMatchObject({ code });
  });

  test.each([
    ["a,A,-1", "price_negative"],
    ["a,A,1.005", "price_too_precise"],
    ["a,A,ten", "price_invalid"],
    [",,5", "handle_missing"],
    ["a,,5", "title_missing"],
    [`a,${"x".repeat(300)},5`, "input_too_long"],
  ])("refuses the row %j with %s and its line, and takes the others", async (row, code) => {
    const report = await run(`Handle,Title,Price\nfirst,First,1\n${row}\nlast,Last,2\n`);
    expect(report.products).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 1 });
    expect(report.refused).toMatchObject([{ line: 3, code }]);
  });

  test("names the line of the variant at fault and writes nothing of its product", async () => {
    const rows =
      "Handle,Title,Option1 Name,Option1 Value,Price\na,A,Size,S,1\na,,,M,1.999\nb,B,Size,S,1\nb,,,S,1\n";
    const report = await run(rows);
    expect(report.refused).toMatchObject([
      { line: 3, handle: "a", code: "price_too_precise" },
      { line: 5, handle: "b", code: "options_duplicate" },
    ]);
    expect((await listProducts(ctx, {})).items).toEqual([]);
  });

  test("prices follow the decimals of the store's currency", async () => {
    ctx = await createTestStore(database, { currency: "JPY" });
    const report = await run("Handle,Title,Price\na,A,1200\nb,B,12.5\n");
    expect(report).toMatchObject({
      products: { created: 1 },
      refused: [{ line: 3, code: "price_too_precise" }],
    });
    expect((await product("a")).minPrice).toBe(1200);
  });
});

describe("exportProducts", () => {
  const collect = async (store: StoreContext) => {
    let text = "";
    for await (const piece of exportProducts(store, { origin: "https://tea.example" })) text += piece;
    return text;
  };

  test("what it writes changes nothing here and makes the same products elsewhere", async () => {
    await run(tea);
    await run(`Handle,Title,Vendor,SKU,Option1 Name,Option1 Value,Price\nodd,"=1+1 ""odd"", one","@x
y",'0123,Size,-5 °C,1\nodd,,,,,+2,2\n`);
    const text = await collect(ctx);
    expect(text.startsWith("Title,URL handle,Description,")).toBe(true);
    expect(text).toContain(`"'=1+1 ""odd"", one"`);
    expect(await run(text)).toMatchObject({ isUnchanged: true, refused: [] });
    const other = await createTestStore(database);
    await importProducts(other, source(text));
    expect(await collect(other)).toBe(text);
    expect((await product("odd", other)).title).toBe('=1+1 "odd", one');
  });
});

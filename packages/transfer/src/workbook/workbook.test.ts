import { readFileSync } from "node:fs";
import { listProducts, upsertProducts } from "@hutong/catalogue";
import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { untrackStock } from "@hutong/inventory";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exportWorkbook, importProducts } from "../index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const run = (bytes: Uint8Array, store = ctx) =>
  importProducts(store, async function* () {
    for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
  });
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.xlsx`, import.meta.url));
const rowsOf = async (columns: string) =>
  await database.owner.unsafe(
    `select ${columns} from products p join variants v on v.store_id = p.store_id and v.product_id = p.id
     where p.store_id = $1 order by p.handle, v.position`,
    [ctx.storeId],
  );

async function written(store = ctx): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await exportWorkbook(store, { origin: "https://tea.example" }))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("what other programs write", () => {
  test("openpyxl: inline and rich texts, numbers, dates, booleans, zeros in front", async () => {
    expect(await run(fixture("openpyxl"))).toMatchObject({
      rows: 3,
      products: { created: 2 },
      refused: [],
      ignoredColumns: [],
    });
    expect(
      await rowsOf("title, status, tags, option1, sku, barcode, price::int, weight_grams as grams"),
    ).toEqual([
      {
        title: "Bowl",
        status: "draft",
        tags: [],
        option1: "",
        sku: "00012",
        barcode: "6901234567892",
        price: 500,
        grams: 0,
      },
      {
        title: "老墙",
        status: "active",
        tags: ["熟茶", "陈年"],
        option1: "整饼",
        sku: "0012",
        barcode: "0690123",
        price: 29810,
        grams: 357,
      },
      {
        title: "老墙",
        status: "active",
        tags: ["熟茶", "陈年"],
        option1: "2024-03-04",
        sku: "LQ-2",
        barcode: "=1+1",
        price: 1999,
        grams: 0,
      },
    ]);
    expect((await rowsOf("description_html as html"))[1]?.html).toBe("<p>十年 &amp; “熟普”</p>\n<p>两行</p>");
    expect(await run(fixture("openpyxl"))).toMatchObject({ isUnchanged: true });
  });

  test("XlsxWriter: shared and rich texts, a formula by its kept value, a date in Chinese", async () => {
    expect(await run(fixture("xlsxwriter"))).toMatchObject({ products: { created: 1 }, refused: [] });
    expect(await rowsOf("title, option1, sku, price::int, requires_shipping as ships")).toEqual([
      { title: "Kiln № 5", option1: "2024-03-04", sku: "007", price: 250, ships: false },
    ]);
  });
});

const odd = [
  {
    handle: "odd",
    title: '=HYPERLINK("http://x")',
    vendor: "'=1",
    productType: "''5",
    tags: ["@all", "-5 °C", "a;b"],
    seoTitle: "_x000D_ & <b>",
    descriptionHtml: '<p>“quoted”, "both"</p>\n<p>  two   blanks</p>',
    options: [{ name: "-size", values: ["L", "S"] }],
    variants: [
      { options: ["S"], sku: "0123", price: 0, weightGrams: 0, requiresShipping: false },
      { options: ["L"], sku: "-7", barcode: "00012", price: 1999, compareAtPrice: 2500 },
    ],
  },
  { handle: "plain", title: "+1", variants: [{ price: 99_999_999_999 }], status: "archived" as const },
  { handle: "龙井", title: "龙井 🍵", variants: [{ price: 500 }] },
];

describe("what we write", () => {
  test("comes back as the same bytes and changes nothing", async () => {
    await upsertProducts(ctx, odd, { letGo: untrackStock });
    const first = await written();
    expect(await run(first)).toMatchObject({ isUnchanged: true, refused: [] });
    const other = await createTestStore(database);
    expect(await run(first, other)).toMatchObject({ products: { created: 3 }, refused: [] });
    expect((await written(other)).equals(first)).toBe(true);
  });

  test("a product that no cell of Excel can hold is named before a byte is written", async () => {
    const emoji = "🍵".repeat(16_400);
    await upsertProducts(
      ctx,
      [
        { handle: "ok", title: "Fits", descriptionHtml: "字".repeat(32_000) },
        { handle: "long", title: "Long", descriptionHtml: emoji },
      ],
      { letGo: untrackStock },
    );
    await expect(written()).rejects.toMatchObject({
      code: "export_cell_too_long",
      params: { handle: "long", field: "descriptionHtml", most: 32_767 },
    });
    expect((await listProducts(ctx, {})).items).toHaveLength(2);
    await ctx.write(async (tx) => {
      tx.send(sql`update products set tags = (select jsonb_agg(repeat('x', 250) || n) from generate_series(1, 150) n)
        where store_id = ${tx.storeId} and handle = 'ok'`);
      tx.send(sql`update products set description_html = '' where store_id = ${tx.storeId}`);
    });
    await expect(written()).rejects.toMatchObject({ params: { handle: "ok", field: "tags" } });
  });
});

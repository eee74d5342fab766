import { existsSync, readdirSync, readFileSync } from "node:fs";
import { upsertProducts } from "@hutong/catalogue";
import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { putFile } from "@hutong/files";
import { untrackStock } from "@hutong/inventory";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportProducts, importProducts } from "./index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const source = (content: string | Uint8Array) =>
  async function* () {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
  };

async function written(ctx: StoreContext, format: "csv" | "jsonl", origin = "https://tea.example") {
  let text = "";
  for await (const piece of exportProducts(ctx, { origin, format })) text += piece;
  return text;
}

/** What is not to be seen in the addresses of pictures that are here. */
const withoutPlace = (text: string) =>
  text.replaceAll(/https:\/\/[a-z]+\.example\/files\/store\/[0-9a-f-]{36}\//g, "");

async function oddShop(): Promise<StoreContext> {
  const ctx = await createTestStore(database);
  const { id: fileId } = await putFile(ctx, {
    bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'),
  });
  const outcomes = await upsertProducts(
    ctx,
    [
      {
        handle: "odd",
        title: '=HYPERLINK("http://x")',
        subtitle: "+1",
        vendor: "'=1",
        productType: "''5",
        tags: ["@all", "-5 °C", "a;b"],
        seoTitle: "'0123",
        seoDescription: "＝1 of 2",
        descriptionHtml: '<p>“quoted”, "both"\r\nlines</p>',
        options: [{ name: "-size", values: ["L", "S"] }, { name: "Colour" }],
        variants: [
          { options: ["S", "red"], sku: "0123", price: 0, weightGrams: 0, requiresShipping: false },
          { options: ["L", "red"], sku: "-7", barcode: "00012", price: 1999, compareAtPrice: 2500, fileId },
        ],
        media: [{ fileId, alt: "@alt" }],
        facts: [{ label: "Net", value: "5 g" }],
        translations: {
          zh: { title: "怪", options: { Colour: "颜色" }, facts: [{ label: "净含量", value: "5 克" }] },
        },
        status: "archived",
      },
      { handle: "plain", title: "Plain", variants: [{ price: 500 }], status: "draft" },
      { handle: "龙井", title: "龙井", variants: [{ price: 500 }], tags: [] },
    ],
    { letGo: untrackStock },
  );
  expect(outcomes.map((one) => one.kind)).toEqual(["created", "created", "created"]);
  await importProducts(
    ctx,
    source("Handle,Variant Inventory Qty,Variant Inventory Policy\nplain,-4,continue\n"),
  );
  return ctx;
}

describe.each(["csv", "jsonl"] as const)("a store as %s", (format) => {
  test("comes back the same in an empty store, and changes nothing at home", async () => {
    const ctx = await oddShop();
    const first = await written(ctx, format);
    expect(await importProducts(ctx, source(first))).toMatchObject({ isUnchanged: true, refused: [] });
    const other = await createTestStore(database);
    expect(await importProducts(other, source(first))).toMatchObject({
      products: { created: 3 },
      refused: [],
    });
    expect(await written(other, format, "https://other.example")).toBe(first);
    expect(withoutPlace(await written(ctx, format, "https://other.example"))).toBe(withoutPlace(first));
  });
});

test("no cell of an export is run by a spreadsheet", async () => {
  const csv = await written(await oddShop(), "csv");
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
  // Every text cell that begins with one of these has a quote before it; amounts and units alone may be negative.
  const cells = csv.split(/\r\n|,/).filter((cell) => /^"?[=+@\t＝＋－＠]/.test(cell));
  expect(cells).toEqual([]);
  expect(csv.match(/(?<=^|,)-[^,]*/gm)).toEqual(["-4"]);
});

// Real exports of demo shops, handed round beside the repository.
const real = new URL("../../../../shared/data/shopify-csv/", import.meta.url);
const files = existsSync(real) ? readdirSync(real).filter((file) => file.endsWith(".csv")) : [];

describe.skipIf(files.length === 0)("real files (skipped where they are not beside the repository)", () => {
  test.each(files)("%s: again it changes nothing, and its export comes back the same", async (file) => {
    const bytes = new Uint8Array(readFileSync(new URL(file, real)));
    const ctx = await createTestStore(database);
    const report = await importProducts(ctx, source(bytes));
    expect(report).toMatchObject({ products: { created: 20, refused: 0 }, refused: [] });
    expect(report.pictures.pending).toBeGreaterThan(15);
    expect(await importProducts(ctx, source(bytes))).toMatchObject({ isUnchanged: true });
    for (const format of ["csv", "jsonl"] as const) {
      const first = await written(ctx, format);
      const other = await createTestStore(database);
      await importProducts(other, source(first));
      expect(await written(other, format)).toBe(first);
      expect(await importProducts(ctx, source(first))).toMatchObject({ isUnchanged: true });
    }
  });
});

import { openStore, type StoreContext, sql, system } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { AppError } from "@hutong/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  findDuplicateSkus,
  findRedirect,
  getProduct,
  publishProducts,
  type StaffProduct,
  updateProduct,
  upsertProducts,
} from "./index.ts";
import { mostVariants, type UpdateProductInput } from "./schemas.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const range = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** A product of `colours` × `sizes` × `cuts` variants. */
async function make(handle: string, colours: number, sizes: number, cuts: number): Promise<StaffProduct> {
  const options = [
    { name: "Colour", values: range("c", colours) },
    { name: "Size", values: range("s", sizes) },
    { name: "Cut", values: range("k", cuts) },
  ];
  const [first, second, third] = options.map(({ values }) => values);
  const variants = first!.flatMap((a) =>
    second!.flatMap((b) =>
      third!.map((c) => ({ options: [a, b, c], price: 1000, sku: `${handle}-${a}${b}${c}` })),
    ),
  );
  const [outcome] = await upsertProducts(ctx, [{ handle, title: handle, options, variants }]);
  if (outcome!.kind === "refused") throw new Error(outcome!.code);
  return await getProduct(ctx, outcome!);
}

/** How many rows of each table these statements' transactions wrote, by what PostgreSQL wrote on the rows themselves. */
async function rowsWritten(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const tables = [
    "products",
    "variants",
    "product_media",
    "product_terms",
    "translations",
    "stock",
    "events",
  ];
  const versions = async () => {
    const all = await Promise.all(
      tables.map(async (table) => {
        const rows = await database.owner.unsafe(
          `select ctid::text || ' ' || xmin::text as version from ${table}`,
        );
        return [table, new Set(rows.map((row) => row.version as string))] as const;
      }),
    );
    return new Map(all);
  };
  const before = await versions();
  await work();
  const after = await versions();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      [...after.get(table)!].filter((version) => !before.get(table)!.has(version)).length,
    ]),
  );
}

const save = async (product: StaffProduct, change: Partial<UpdateProductInput>) => {
  const { version } = await getProduct(ctx, product);
  return await updateProduct(ctx, { id: product.id, version, ...change });
};
const refusal = (pending: Promise<unknown>) =>
  pending.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

test("saving one price of 2,048 variants writes one row of variants", async () => {
  const product = await make("vast", 32, 8, 8);
  expect(product.variants).toHaveLength(mostVariants);
  const written = await rowsWritten(() =>
    save(product, { variants: [{ id: product.variants[1000]!.id, price: 1234 }] }),
  );
  console.info("rows written by saving one price of 2,048 variants:", written);
  // The product's own row has its version and its span of prices, and the event says so to whoever listens.
  expect(written).toEqual({
    products: 1,
    variants: 1,
    product_media: 0,
    product_terms: 0,
    translations: 0,
    stock: 0,
    events: 1,
  });
  const after = await getProduct(ctx, product);
  expect(after.variants[1000]).toMatchObject({ price: 1234 });
  expect(after).toMatchObject({ minPrice: 1000, maxPrice: 1234 });
  const still = await rowsWritten(() =>
    save(product, { variants: [{ id: product.variants[1000]!.id, price: 1234 }] }),
  );
  expect(Object.values(still).every((count) => count === 0)).toBe(true);
  const error = await refusal(save(product, { added: [{ options: ["c1", "s1", "k9"], price: 1 }] }));
  expect(error).toMatchObject({
    code: "too_many_variants",
    field: "added.0",
    params: { most: 2048, variant: "c1 / s1 / k9" },
  });
});

test("options grow, shrink, are renamed and change places; variants keep their ids", async () => {
  const product = await make("shape", 2, 1, 1);
  const [one, two] = product.variants;
  const options = [
    { name: "Colour", values: ["c2", "c1", "c3"] },
    { name: "Size", values: ["s1"] },
    { name: "Cut", values: ["k1"] },
  ];
  const { added } = await save(product, {
    options,
    added: [{ options: ["c3", "s1", "k1"], price: 700, unitCost: 300, barcode: "690", taxClass: "zero" }],
  });
  const grown = await getProduct(ctx, product);
  expect(grown.variants.map((row) => row.option1)).toEqual(["c2", "c1", "c3"]);
  expect(grown.variants[2]).toMatchObject({ id: added[0], unitCost: 300, barcode: "690", taxClass: "zero" });
  await save(product, {
    variants: [
      { id: one!.id, options: ["c2", "s1", "k1"] },
      { id: two!.id, options: ["c1", "s1", "k1"] },
    ],
    removed: [added[0]!],
    options: [{ name: "Colour", values: ["c2", "c1"] }, ...options.slice(1)],
  });
  const turned = await getProduct(ctx, product);
  expect(turned.variants.map(({ id, option1 }) => [id, option1])).toEqual([
    [one!.id, "c2"],
    [two!.id, "c1"],
  ]);
});

test.each([
  [
    "a variant without all options",
    { added: [{ options: ["c1", "s1"], price: 1 }] },
    "variant_option_missing",
    "added.0",
  ],
  [
    "the same options twice",
    { added: [{ options: ["c1", "s1", "k1"], price: 1 }] },
    "variant_twice",
    "added.0",
  ],
  [
    "a value nobody named",
    { added: [{ options: ["c9", "s1", "k1"], price: 1 }] },
    "variant_option_unknown",
    "added.0",
  ],
  ["a value twice", { options: [{ name: "Colour", values: ["c1", " c1"] }] }, "options_duplicate", "options"],
  [
    "a new variant without a price",
    { added: [{ options: ["c1", "s1", "k2"] }] },
    "price_missing",
    "added.0.price",
  ],
  [
    "a cost below nothing",
    { added: [{ options: ["c1", "s1", "k1"], price: 1, unitCost: -1 }] },
    "price_negative",
    "added.0.unitCost",
  ],
] as const)("%s is refused by name", async (name, change, code, field) => {
  const product = await make(`refused-${name.replaceAll(" ", "-")}`, 1, 1, 1);
  const error = await refusal(save(product, change as unknown as Partial<UpdateProductInput>));
  expect(error).toMatchObject({ code, field });
  expect((await getProduct(ctx, product)).variants).toHaveLength(1);
});

test("an old address leads on to the newest one, and never away from a product's own", async () => {
  const product = await make("first", 1, 1, 1);
  await save(product, { handle: "second" });
  await save(product, { handle: "third" });
  expect(await findRedirect(ctx, "/products/first")).toBe("/products/third");
  expect(await findRedirect(ctx, "/products/second")).toBe("/products/third");
  await save(product, { handle: "first" });
  expect(await findRedirect(ctx, "/products/first")).toBeNull();
  expect(await findRedirect(ctx, "/products/third")).toBe("/products/first");
  await make("taken", 1, 1, 1);
  expect(await refusal(save(product, { handle: "taken" }))).toMatchObject({ code: "product_handle_taken" });
  expect(await refusal(save(product, { handle: "no/way" }))).toMatchObject({
    code: "product_handle_ill_formed",
  });
});

test("a draft goes on sale when its time has come", async () => {
  const product = await make("later", 1, 1, 1);
  const other = await make("much-later", 1, 1, 1);
  await save(product, { status: "draft", publishAt: new Date(Date.now() - 1000) });
  await save(other, { status: "draft", publishAt: new Date(Date.now() + 3_600_000) });
  const [due] =
    await database.owner`select 1 from due where store_id = ${ctx.storeId} and kind = 'publishing'`;
  expect(due).toBeDefined();
  const worker = openStore(database.cell, ctx.storeId, { actor: system, locale: "en" });
  const next = await publishProducts(worker);
  expect(next).toBeGreaterThan(3_500);
  expect(await getProduct(ctx, product)).toMatchObject({ status: "active", publishAt: null });
  expect(await getProduct(ctx, other)).toMatchObject({ status: "draft" });
});

test("a SKU that two have is told of", async () => {
  const product = await make("sku-a", 1, 1, 1);
  const other = await make("sku-b", 1, 1, 1);
  await save(other, { variants: [{ id: other.variants[0]!.id, sku: product.variants[0]!.sku }] });
  const found = await findDuplicateSkus(ctx, { productIds: [product.id], skus: ["sku-none"] });
  expect(found).toMatchObject([{ productId: other.id, title: "sku-b", variant: "c1 / s1 / k1" }]);
  const typed = await findDuplicateSkus(ctx, { productIds: [], skus: ["vast-c1s1k1"] });
  expect(typed.map((use) => use.title)).toEqual(["vast"]);
});

test("who was slower is told so, and writes nothing", async () => {
  const product = await make("race", 1, 1, 1);
  await updateProduct(ctx, { id: product.id, version: product.version, title: "First" });
  const error = await refusal(
    updateProduct(ctx, { id: product.id, version: product.version, title: "Second" }),
  );
  expect(error).toMatchObject({ code: "product_changed" });
  const [rows] = await ctx.read(
    sql<{ title: string }>`select title from products where store_id = ${ctx.storeId} and id = ${product.id}`,
  );
  expect(rows[0]!.title).toBe("First");
});

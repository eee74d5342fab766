import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unpackProduct } from "../features/products/packed-product.ts";
import { placeCell } from "./cell.ts";
import { placeTestOrder } from "./place-test-order.ts";
import { makeShop, makeUser } from "./testing.ts";

let database: TestDatabase;
let shop: Awaited<ReturnType<typeof makeShop>>;

beforeAll(async () => {
  database = await createTestDatabase();
  placeCell(database.cell);
  shop = await makeShop(database, await makeUser(database), "the-shop");
});
afterAll(() => database.drop());

const fresh = () => shop.call.products.get({ store: shop.handle, id: shop.product.id });
const sizes = (...values: string[]) => [{ name: "Size", values }];

test("options bring variants with their stock; what is sold below zero goes on being sold", async () => {
  const { call, handle: store, variantId } = shop;
  const { id, version } = await fresh();
  await call.products.save({
    ...{ store, id, version, options: sizes("S", "M"), variants: [{ id: variantId, options: ["S"] }] },
    added: [{ options: ["M"], price: 1500, unitCost: 600 }],
    addedStock: [{ index: 0, available: 0, mayOversell: true }],
    overselling: [{ variantId, mayOversell: true }],
  });
  const { variants } = await fresh();
  expect(variants).toMatchObject([
    { id: variantId, option1: "S", available: 10, mayOversell: true },
    { option1: "M", price: 1500, unitCost: 600, available: 0, mayOversell: true, isAvailable: true },
  ]);
  const { version: now } = await fresh();
  const m = variants[1]!.id;
  await call.products.save({ store, id, version: now, overselling: [{ variantId: m, mayOversell: false }] });
  expect((await fresh()).variants[1]).toMatchObject({ mayOversell: false, isAvailable: false });
});

test("a variant that somebody ordered does not go, and the form that asked for it changes nothing", async () => {
  await placeTestOrder(shop);
  const { call, handle: store, variantId } = shop;
  const { id, version, variants } = await fresh();
  const refused = call.products.save({
    ...{ store, id, version, title: "Half", options: sizes("M"), removed: [variantId] },
    variants: [],
  });
  await expect(refused).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await fresh()).title).not.toBe("Half");
  const other = variants.find((variant) => variant.id !== variantId)!;
  await call.products.save({ store, id, version, options: sizes("S"), removed: [other.id] });
  expect((await fresh()).variants.map((variant) => variant.id)).toEqual([variantId]);
});

test("of a sheet each product is saved for itself, and who was slower is named", async () => {
  const { call, handle: store } = shop;
  const made = {
    ...{ store, status: "active" as const, added: [{ price: 100 }] },
  };
  const ids = await Promise.all(
    ["One", "Two"].map(async (title) => (await call.products.create({ ...made, title })).id),
  );
  const products = await call.products.sheet({ store, ids });
  expect(products.map(({ title }) => title)).toEqual(["One", "Two"]);
  const [one, two] = products;
  await call.products.save({ store, id: two!.id, version: two!.version, vendor: "Faster" });
  const outcomes = await call.products.saveSheet({
    store,
    products: [
      { id: one!.id, version: one!.version, tags: ["a"], variants: [{ id: one!.variants[0]!.id, sku: "X" }] },
      { id: two!.id, version: two!.version, vendor: "Slower" },
    ],
  });
  expect(outcomes).toMatchObject([
    { id: one!.id, version: one!.version + 1 },
    { id: two!.id, code: "product_changed" },
  ]);
  expect(await call.products.sheet({ store, ids })).toMatchObject([
    { tags: ["a"], variants: [{ sku: "X" }] },
    { vendor: "Faster" },
  ]);
});

test("a new product comes whole: variants, stock, place and rules, or not at all", async () => {
  const { call, handle: store } = shop;
  const form = {
    ...{ store, title: "Whole", status: "draft" as const, options: sizes("S", "M"), template: "wide" },
    publishAt: new Date("2099-01-01T00:00:00Z"),
    added: [
      { options: ["S"], price: 1200, sku: "W-S" },
      { options: ["M"], price: 1500 },
    ],
    addedStock: [{ index: 1, available: 4, mayOversell: true }],
    rules: { fields: [], quantity: { least: 2, most: null, step: 2, of: "variant" as const } },
  };
  const pictures = [{ fileId: crypto.randomUUID() }];
  await expect(call.products.create({ ...form, pictures })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await call.products.list({ store, query: "Whole" })).items).toEqual([]);
  const { id } = await call.products.create(form);
  const { variants, ...made } = unpackProduct(await call.products.form({ store, id }));
  expect(made).toMatchObject({
    title: "Whole",
    handle: "whole",
    template: "wide",
    quantityRule: { step: 2 },
  });
  expect(made.publishAt).toEqual(form.publishAt);
  expect(variants).toMatchObject([
    { option1: "S", price: 1200, sku: "W-S", available: null },
    { option1: "M", price: 1500, available: 4, mayOversell: true },
  ]);
});

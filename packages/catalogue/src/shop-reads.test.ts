import { guest, openStore, readTogether, type StoreContext, sql, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  getCollection,
  getProductPage,
  putCollections,
  readRelated,
  searchProducts,
  upsertProducts,
} from "./index.ts";
import { noFilters } from "./schemas.ts";

let database: TestDatabase;
let ctx: StoreContext;
let english: StoreContext;

const product = (handle: string, title: string, price: number, more: object = {}) => ({
  handle,
  title,
  status: "active" as const,
  variants: [{ price }],
  ...more,
});

beforeAll(async () => {
  database = await createTestDatabase();
  const storeId = newId<"store">();
  const { owner } = database;
  await owner`insert into store_counters (store_id, order_number, event_number) values (${storeId}, 0, 0)`;
  await owner`insert into stores (store_id, handle, name, country, currency, timezone, locale, locales, contact_email, is_test, created_at)
    values (${storeId}, 'reads', '{"zh-CN":"读"}', 'CN', 'CNY', 'Asia/Shanghai', 'zh-CN', '["zh-CN","en"]', 'a@example.com', true, now())`;
  const writer = openStore(database.cell, storeId, { actor: system, locale: "zh-CN" });
  await upsertProducts(writer, [
    product("wall", "老墙", 29800, {
      subtitle: "十年熟普",
      descriptionHtml: "<p>像雨后推开老院子的门</p>",
      options: [{ name: "规格" }],
      facts: [{ label: "水温", value: "100 ℃" }],
      variants: [
        { options: ["整饼"], price: 29800, sku: "YX-357" },
        { options: ["小方砖"], price: 9800, compareAtPrice: 12000 },
      ],
      translations: {
        en: {
          title: "Old Wall",
          options: { 规格: "Size", 整饼: "Cake", 小方砖: "Brick" },
          facts: [{ label: "Water", value: "100 °C" }],
        },
      },
    }),
    product("mist", "晨雾", 16800, { subtitle: "明前绿茶", translations: { en: { title: "Morning Mist" } } }),
    product("cup", "青瓷小盏", 8800),
    product("draft", "老墙的草稿", 100, { status: "draft" }),
  ]);
  await putCollections(writer, [
    {
      handle: "tea",
      title: "茶",
      products: ["wall", "mist", "draft"],
      translations: { en: { title: "Tea" } },
    },
    { handle: "all", title: "全部", products: ["cup", "mist", "wall"] },
  ]);
  ctx = openStore(database.cell, storeId, { actor: guest, locale: "zh-CN" });
  english = ctx.as({ locale: "en" });
});
afterAll(() => database.drop());

const search = async (query: string, context = ctx) =>
  (await searchProducts(context, { query, page: 1, perPage: 10, withChoices: false })).cards.map(
    (card) => card.handle,
  );
const collection = (handle: string, change: object = {}) =>
  getCollection(ctx, {
    handle,
    sort: "manual",
    filters: noFilters,
    page: 1,
    perPage: 10,
    withChoices: true,
    ...change,
  });

it("reads a product's page in the store's language and in another", async () => {
  const own = await getProductPage(ctx, { handle: "wall" });
  expect(own).toMatchObject({
    title: "老墙",
    minPrice: 9800,
    maxPrice: 29800,
    seoDescription: "像雨后推开老院子的门",
  });
  expect(own.variants.map((variant) => [variant.values, variant.price, variant.compareAtPrice])).toEqual([
    [["整饼"], 29800, null],
    [["小方砖"], 9800, 12000],
  ]);
  expect(own.collections.map(({ handle }) => handle)).toEqual(["tea", "all"]);
  const other = await getProductPage(english, { handle: "wall" });
  expect(other).toMatchObject({
    title: "Old Wall",
    subtitle: "十年熟普",
    options: [{ name: "Size", values: ["Cake", "Brick"] }],
    facts: [{ label: "Water", value: "100 °C" }],
  });
});

it.each(["draft", "nothing"])("has no page for %s", async (handle) => {
  await expect(getProductPage(ctx, { handle })).rejects.toMatchObject({ code: "product_not_found" });
});

it("lists a collection as arranged, by price, and page by page", async () => {
  const { collection: tea, cards } = await collection("tea");
  expect([tea.title, tea.count, cards.map((card) => card.handle)]).toEqual(["茶", 2, ["wall", "mist"]]);
  expect(cards[0]).toMatchObject({ minPrice: 9800, maxPrice: 29800, compareAtPrice: null });
  expect(cards[0]!.choices.map((choice) => choice.label)).toEqual(["整饼", "小方砖"]);
  const dear = await collection("all", { sort: "price-down" });
  expect(dear.cards.map((card) => card.handle)).toEqual(["mist", "wall", "cup"]);
  const first = await collection("all", { perPage: 2 });
  expect([first.cards.length, first.hasMore]).toEqual([2, true]);
  const second = await collection("all", { perPage: 2, page: 2 });
  expect([second.cards.map((card) => card.handle), second.hasMore]).toEqual([["wall"], false]);
  await expect(collection("nothing")).rejects.toMatchObject({ code: "collection_not_found" });
});

it("finds by Chinese words, beginnings of Latin ones and article numbers, in either language", async () => {
  expect(await search("老墙")).toEqual(["wall"]);
  expect(await search("熟普")).toEqual(["wall"]);
  expect(await search("茶")).toEqual(["mist"]);
  expect(await search("old wa")).toEqual(["wall"]);
  expect(await search("MORNING", english)).toEqual(["mist"]);
  expect(await search("yx-357")).toEqual(["wall"]);
  expect(await search("院子")).toEqual(["wall"]);
  expect(await search("老牆")).toEqual(["wall"]);
  expect(await search("laoqiang")).toEqual(["wall"]);
  expect(await search("lq")).toEqual(["wall"]);
  expect(await search("morming")).toEqual(["mist"]);
  expect(await search("")).toEqual([]);
  expect(await search("%' or 1=1 --")).toEqual([]);
});

it("offers what comes near where nothing meets every word", async () => {
  const page = await searchProducts(ctx, { query: "晨雾 咖啡", page: 1, perPage: 10, withChoices: false });
  expect([page.cards.length, page.near.map((card) => card.handle)]).toEqual([0, ["mist"]]);
});

it("shows as related what stands beside it, never itself or a draft", async () => {
  const [related] = await readTogether(
    ctx,
    readRelated(ctx, { handle: "wall", limit: 4, withChoices: false }),
  );
  expect(related.map((card) => card.handle)).toEqual(["mist"]);
});

it("reads nothing of another store", async () => {
  const other = openStore(database.cell, newId<"store">(), { actor: guest, locale: "zh-CN" });
  await expect(getProductPage(other, { handle: "wall" })).rejects.toMatchObject({
    code: "product_not_found",
  });
  expect(await search("老墙", other)).toEqual([]);
  const [rows] = await other.read(sql`select id from products where store_id = ${other.storeId}`);
  expect(rows).toEqual([]);
});

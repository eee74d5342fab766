import { guest, openStore, type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { newId, type StoreId } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  indexProducts,
  listSynonyms,
  removeSynonyms,
  saveSynonyms,
  searchProducts,
  upsertProducts,
} from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;

const product = (handle: string, title: string) => ({
  handle,
  title,
  status: "active" as const,
  variants: [{ price: 100 }],
});

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database, { locale: "zh-CN" });
  await upsertProducts(ctx, [
    product("bank", "充电宝 20000毫安"),
    product("cup", "保温杯"),
    product("tee", "重磅短袖 T-Shirt"),
  ]);
});
afterAll(() => database.drop());

const search = async (query: string) =>
  (await searchProducts(ctx, { query, page: 1, perPage: 10, withChoices: false })).cards.map(
    (card) => card.handle,
  );
const terms = () =>
  database.owner`select term, product_id, weight from product_terms where store_id = ${ctx.storeId} order by 1, 2, 3`;

it("finds by each word what has another of its set, in products of before and after", async () => {
  expect(await search("移动电源")).toEqual([]);
  await saveSynonyms(ctx, { words: ["充电宝", "移动电源", "power bank"] });
  expect(await search("移动电源")).toEqual(["bank"]);
  expect(await search("power banks")).toEqual(["bank"]);
  expect(await search("移動電源 20000")).toEqual(["bank"]);
  await upsertProducts(ctx, [product("mini", "磁吸移动电源"), product("bank", "充电宝 5000毫安")]);
  expect(new Set(await search("充电宝"))).toEqual(new Set(["bank", "mini"]));
  expect(await search("移动电源 5000")).toEqual(["bank"]);
});

it("leads one way only where that is asked for", async () => {
  await saveSynonyms(ctx, { words: ["杯子", "保温杯"], isOneWay: true });
  await upsertProducts(ctx, [product("mug", "杯子")]);
  expect(new Set(await search("杯子"))).toEqual(new Set(["cup", "mug"]));
  expect(await search("保温杯")).toEqual(["cup"]);
});

it("forgets what a changed or removed set said, and keeps what another says", async () => {
  const untouched = await terms();
  const { id } = await saveSynonyms(ctx, { words: ["水杯", "保温杯"] });
  const other = await saveSynonyms(ctx, { words: ["水杯", "短袖"] });
  expect(new Set(await search("水杯"))).toEqual(new Set(["cup", "tee"]));
  await saveSynonyms(ctx, { id, words: ["暖杯", "保温杯"] });
  expect([await search("水杯"), await search("暖杯")]).toEqual([["tee"], ["cup"]]);
  await removeSynonyms(ctx, { id });
  expect([await search("水杯"), await search("暖杯")]).toEqual([["tee"], []]);
  await removeSynonyms(ctx, other);
  expect(await terms()).toEqual(untouched);
  expect(await listSynonyms(ctx)).toEqual([]);
});

it("makes the same terms as a write of the products would", async () => {
  await saveSynonyms(ctx, { words: ["tee", "t-shirt", "短袖"] });
  await saveSynonyms(ctx, { words: ["短袖", "夏装"], isOneWay: true });
  const made = await terms();
  expect(made.filter(({ term }) => term.startsWith("="))).not.toEqual([]);
  await database.owner`update product_terms set weight = weight + 1 where store_id = ${ctx.storeId}`;
  expect(await indexProducts(ctx)).toEqual({ indexed: 3 });
  expect(await terms()).toEqual(made);
});

it("misses no product that is written while synonyms change", async () => {
  const writes = Array.from({ length: 8 }, (_, n) => upsertProducts(ctx, [product(`b-${n}`, `充电宝 ${n}`)]));
  await Promise.all([...writes, saveSynonyms(ctx, { words: ["充电宝", "移动电源"] })]);
  expect(await search("移动电源")).toHaveLength(9);
});

it.each([
  [["充电宝"], "synonyms_too_few"],
  [["手机", " 手機 ", "—"], "synonyms_too_few"],
  [["a", "b".repeat(61)], "synonym_too_long"],
  [Array.from({ length: 21 }, (_, n) => `词${n}`), "synonyms_too_many"],
])("refuses %j", async (words, code) => {
  await expect(saveSynonyms(ctx, { words })).rejects.toMatchObject({ code, field: "words" });
});

it("knows no set of another store, and no visitor changes any", async () => {
  const { id } = await saveSynonyms(ctx, { words: ["充电宝", "移动电源"] });
  const other = await createTestStore(database);
  await expect(saveSynonyms(other, { id, words: ["a1", "b2"] })).rejects.toMatchObject({
    code: "synonyms_not_found",
  });
  await expect(removeSynonyms(other, { id })).rejects.toMatchObject({ code: "synonyms_not_found" });
  expect(await listSynonyms(other)).toEqual([]);
  const visitor = ctx.as({ actor: guest });
  await expect(saveSynonyms(visitor, { words: ["a1", "b2"] })).rejects.toMatchObject({ kind: "forbidden" });
  const stranger = openStore(database.cell, newId<"store">() as StoreId, { actor: guest, locale: "en" });
  const [rows] = await stranger.read(sql`select word from search_words limit 1`);
  expect(rows).toEqual([]);
});

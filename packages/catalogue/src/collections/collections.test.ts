import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  getCollection,
  getProduct,
  getStaffCollection,
  judgeCollection,
  listMembers,
  listStaffCollections,
  placeProducts,
  previewRules,
  removeCollection,
  saveCollection,
  setAvailability,
  updateProduct,
  upsertProducts,
} from "../index.ts";
import { noFilters } from "../search-schemas.ts";
import type { RuleCondition, SaveCollectionInput } from "./rule-schemas.ts";

let database: TestDatabase;
let ctx: StoreContext;
const ids = new Map<string, string>();

type Given = Parameters<typeof upsertProducts>[1][number];
const goods: Given[] = [
  {
    handle: "longjing",
    title: "龙井 Green Tea",
    productType: "Tea",
    vendor: "Wu",
    tags: ["Spring", "green"],
    variants: [{ price: 4900, compareAtPrice: 5900 }],
  },
  {
    handle: "pu-er",
    title: "Old Pu-er",
    productType: "Tea",
    vendor: "Chen",
    tags: ["aged"],
    options: [{ name: "Size" }],
    variants: [
      { options: ["S"], price: 9800 },
      { options: ["L"], price: 29800 },
    ],
  },
  {
    handle: "cup",
    title: "Tea cup",
    productType: "Cup",
    vendor: "Wu",
    tags: [],
    variants: [{ price: 3000 }],
  },
  {
    handle: "draft",
    title: "Draft tea",
    productType: "Tea",
    vendor: "Wu",
    status: "draft",
    variants: [{ price: 100 }],
  },
];

async function put(store: StoreContext, rows: readonly Given[]) {
  const outcomes = await upsertProducts(
    store,
    rows.map((row) => ({ status: "active" as const, ...row })),
  );
  for (const outcome of outcomes) {
    if (outcome.kind === "refused") throw new Error(JSON.stringify(outcome));
    ids.set(outcome.handle, outcome.id);
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
  await put(ctx, goods);
});
afterAll(() => database.drop());

const on = (field: RuleCondition["field"], relation: string, value: RuleCondition["value"]) => ({
  field,
  relation,
  value,
});
const ruled = (
  conditions: RuleCondition[],
  match: "all" | "any" = "all",
  more: Partial<SaveCollectionInput> = {},
) => saveCollection(ctx, { title: "Ruled", sort: "newest", rules: { match, conditions }, ...more });

async function handlesIn(id: string, store = ctx): Promise<string[]> {
  const byId = new Map([...ids].map(([handle, one]) => [one, handle]));
  return (await listMembers(store, { id })).items.map((item) => byId.get(item.id) ?? "?");
}

describe("rules", () => {
  it.each<[string, RuleCondition[], "all" | "any", string[]]>([
    ["a type", [on("type", "equals", "tea")], "all", ["draft", "longjing", "pu-er"]],
    ["not a type", [on("type", "not-equals", "Tea")], "all", ["cup"]],
    ["a part of the title", [on("title", "contains", "TEA")], "all", ["cup", "draft", "longjing"]],
    [
      "a beginning and an end",
      [on("title", "starts", "龙井"), on("title", "ends", "tea")],
      "all",
      ["longjing"],
    ],
    ["a title without a part", [on("title", "not-contains", "tea")], "all", ["pu-er"]],
    ["a tag", [on("tag", "equals", "spring")], "all", ["longjing"]],
    [
      "a missing tag",
      [on("tag", "not-equals", "spring"), on("vendor", "equals", "wu")],
      "all",
      ["cup", "draft"],
    ],
    ["a variant's price above", [on("price", "greater", 9800)], "all", ["pu-er"]],
    ["a variant's price below", [on("price", "less", 3001)], "all", ["cup", "draft"]],
    ["a variant's price", [on("price", "equals", 29800)], "all", ["pu-er"]],
    ["a price between those of variants", [on("price", "equals", 15000)], "all", []],
    ["a former price", [on("compare-at", "greater", 5000)], "all", ["longjing"]],
    ["any of two", [on("vendor", "equals", "Chen"), on("type", "equals", "Cup")], "any", ["cup", "pu-er"]],
    ["what can be bought", [on("availability", "equals", true), on("type", "equals", "cup")], "all", ["cup"]],
  ])("find products by %s, and the preview says the same", async (_name, conditions, match, wanted) => {
    const { id } = await ruled(conditions, match);
    expect((await handlesIn(id)).sort()).toEqual(wanted);
    const preview = await previewRules(ctx, { rules: { match, conditions } });
    expect(preview).toMatchObject({ count: wanted.length, faults: [] });
    expect(preview.items).toHaveLength(wanted.length);
    await removeCollection(ctx, { id });
  });

  it("are kept to as products are made, changed and sold out", async () => {
    const cheap = await ruled([on("price", "less", 2000), on("tag", "equals", "sale")]);
    const there = await ruled([on("availability", "equals", true), on("vendor", "equals", "Flip")]);
    await put(ctx, [
      { handle: "fan", title: "Fan", vendor: "Flip", tags: ["sale"], variants: [{ price: 1500 }] },
    ]);
    expect([await handlesIn(cheap.id), await handlesIn(there.id)]).toEqual([["fan"], ["fan"]]);
    const product = await getProduct(ctx, { id: ids.get("fan")! });
    const [variant] = product.variants;
    const { version } = await updateProduct(ctx, {
      id: product.id,
      version: product.version,
      variants: [{ id: variant!.id, price: 2500 }],
    });
    expect(await handlesIn(cheap.id)).toEqual([]);
    await updateProduct(ctx, { id: product.id, version, variants: [{ id: variant!.id, price: 900 }] });
    expect(await handlesIn(cheap.id)).toEqual(["fan"]);
    await ctx.write((tx) => setAvailability(tx, [{ variantId: variant!.id, isAvailable: false }]));
    expect(await handlesIn(there.id)).toEqual([]);
    await ctx.write((tx) => setAvailability(tx, [{ variantId: variant!.id, isAvailable: true }]));
    expect(await handlesIn(there.id)).toEqual(["fan"]);
  });

  it("that no product can meet are refused beside their condition, and so is an order by hand", async () => {
    const bad = [on("title", "equals", "a"), on("title", "equals", "b")];
    await expect(ruled(bad)).rejects.toMatchObject({
      code: "rule_never_matches",
      field: "rules.conditions.1",
      params: { condition: 2, other: 1 },
    });
    expect(await previewRules(ctx, { rules: { match: "all", conditions: bad } })).toMatchObject({
      faults: [{ code: "rule_never_matches", index: 1, other: 0 }],
    });
    await expect(ruled([on("type", "equals", "Tea")], "all", { sort: "manual" })).rejects.toMatchObject({
      code: "order_needs_hand",
    });
  });

  it("that changed judge a large store in batches, with progress, and the last change wins", async () => {
    const store = await createTestStore(database);
    const many = Array.from({ length: 2_300 }, (_, n) => ({
      handle: `n-${n}`,
      title: `N ${n}`,
      vendor: n % 2 ? "odd" : "even",
      variants: [{ price: n }],
    }));
    await put(store, many);
    const odd = { match: "all" as const, conditions: [on("vendor", "equals", "odd")] };
    const { id } = await saveCollection(store, { title: "Half", sort: "price-up", rules: odd });
    expect(await getStaffCollection(store, { id })).toMatchObject({
      judging: { done: 1_000, of: 2_300 },
      count: 500,
    });
    const jobs = () => database.owner<{ payload: { run: string; after: string; collectionId: string } }[]>`
      select payload from outbox where store_id = ${store.storeId} and kind = 'judge-collection' order by id`;
    const [first] = await jobs();
    const even = { match: "all" as const, conditions: [on("vendor", "equals", "even")] };
    await saveCollection(store, { id, title: "Half", sort: "price-down", rules: even });
    await judgeCollection(store, first!.payload);
    expect((await getStaffCollection(store, { id })).judging).toMatchObject({ done: 1_000 });
    await judgeCollection(store, (await jobs()).at(-1)!.payload);
    expect(await getStaffCollection(store, { id })).toMatchObject({ judging: null, count: 1_150 });
    const { items } = await listMembers(store, { id });
    expect(items.slice(0, 2).map((item) => item.minPrice)).toEqual([2_298, 2_296]);
    const [stray] = await database.owner`select count(*)::int as n from collection_products cp
      join products p on p.store_id = cp.store_id and p.id = cp.product_id where cp.collection_id = ${id} and p.vendor <> 'even'`;
    expect(stray!.n).toBe(0);
  }, 20_000);
});

describe("a collection by hand", () => {
  it("is filled, put in order and emptied, and keeps what rules had found", async () => {
    const { id, handle } = await saveCollection(ctx, { title: "Hand picked", sort: "manual", rules: null });
    expect(handle).toBe("hand-picked");
    const of = (...handles: string[]) => handles.map((one) => ids.get(one)!);
    await placeProducts(ctx, { id, add: of("longjing", "pu-er", "cup") });
    await placeProducts(ctx, { id, move: { productId: ids.get("cup")!, before: ids.get("longjing")! } });
    expect(await handlesIn(id)).toEqual(["cup", "longjing", "pu-er"]);
    for (let turn = 0; turn < 14; turn += 1)
      await placeProducts(ctx, {
        id,
        move: { productId: ids.get(turn % 2 ? "cup" : "longjing")!, before: ids.get("pu-er")! },
      });
    expect(await handlesIn(id)).toEqual(["longjing", "cup", "pu-er"]);
    await placeProducts(ctx, {
      id,
      move: { productId: ids.get("longjing")!, before: null },
      remove: of("cup"),
    });
    expect(await handlesIn(id)).toEqual(["pu-er", "longjing"]);
    await saveCollection(ctx, {
      id,
      title: "Teas",
      sort: "price-up",
      rules: { match: "all", conditions: [on("type", "equals", "tea")] },
    });
    expect(await handlesIn(id)).toEqual(["draft", "longjing", "pu-er"]);
    await expect(placeProducts(ctx, { id, add: of("cup") })).rejects.toMatchObject({
      code: "collection_has_rules",
    });
    await saveCollection(ctx, { id, title: "Teas", sort: "manual", rules: null });
    expect(await handlesIn(id)).toEqual(["draft", "longjing", "pu-er"]);
    expect(await listStaffCollections(ctx, { query: "TEAS" })).toMatchObject([
      { id, count: 3, hasRules: false },
    ]);
  });

  it.each([
    ["title-up", ["cup", "longjing", "pu-er"]],
    ["title-down", ["pu-er", "longjing", "cup"]],
    ["price-down", ["pu-er", "longjing", "cup"]],
    ["oldest", ["longjing", "pu-er", "cup"]],
  ] as const)("stands in its order by %s, on the shop's page too, page by page", async (sort, wanted) => {
    await put(
      ctx,
      goods.map((one) => ({
        ...one,
        title: one.handle === "cup" ? "A cup" : one.handle === "longjing" ? "B" : one.title,
      })),
    );
    const { id, handle } = await saveCollection(ctx, { title: `By ${sort}`, sort, rules: null });
    // One after the other in one moment: made in the order of their ids.
    await placeProducts(ctx, { id, add: ["longjing", "pu-er", "cup", "draft"].map((one) => ids.get(one)!) });
    const page = {
      handle,
      sort: "manual" as const,
      filters: noFilters,
      page: 1,
      perPage: 2,
      withChoices: false,
    };
    const first = await getCollection(ctx, page);
    const next = await getCollection(ctx, { ...page, edge: { side: "after", at: first.last! } });
    expect([...first.cards, ...next.cards].map((card) => card.handle)).toEqual(wanted);
    expect([first.hasMore, first.hasPrevious, next.hasMore, next.hasPrevious]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    const back = await getCollection(ctx, { ...page, edge: { side: "before", at: next.first! } });
    expect(back).toMatchObject({ cards: first.cards, hasPrevious: false, hasMore: true });
    expect(first.collection.count).toBe(3);
  });
});

import { guest, openStore, type StoreContext, system } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listProducts, searchProducts, updateProduct, upsertProducts } from "./index.ts";
import { noFilters, type SearchFilters, type SearchSort } from "./schemas.ts";

let database: TestDatabase;
let ctx: StoreContext;
let staff: StoreContext;

const shirt = (handle: string, vendor: string, price: number, colours: string[], tags: string[] = []) => ({
  handle,
  title: `棉衬衫 ${handle}`,
  status: "active" as const,
  vendor,
  productType: handle === "d" ? "外套" : "衬衫",
  tags,
  options: [{ name: "颜色" }],
  variants: colours.map((colour, index) => ({ options: [colour], price: price + index * 1_000 })),
});

beforeAll(async () => {
  database = await createTestDatabase();
  staff = await createTestStore(database, { currency: "CNY", locale: "zh-CN" });
  await upsertProducts(staff, [
    shirt("a", "素纺", 10_000, ["白", "黑"], ["新品"]),
    shirt("b", "素纺", 20_000, ["白"]),
    shirt("c", "老砖", 30_000, ["黑"], ["新品", "特价"]),
    shirt("d", "老砖", 40_000, ["红"]),
    { handle: "mug", title: "棉花糖杯", status: "active", variants: [{ price: 100 }] },
  ]);
  await database.owner`update products set is_available = false where store_id = ${staff.storeId} and handle = 'b'`;
  ctx = openStore(database.cell, staff.storeId, { actor: guest, locale: "zh-CN" });
});
afterAll(() => database.drop());

async function search(filters: Partial<SearchFilters> = {}, sort: SearchSort = "price-up", page = 1) {
  const input = { query: "棉衬衫", page, perPage: 10, withChoices: false, sort };
  const found = await searchProducts(ctx, { ...input, filters: { ...noFilters, ...filters } });
  return { ...found, handles: found.cards.map((card) => card.handle) };
}

it("counts what was found by brand, kind, tag, option, price and availability", async () => {
  const { handles, facets } = await search();
  expect(handles).toEqual(["a", "b", "c", "d"]);
  expect(facets).toEqual({
    count: 4,
    vendors: [
      { value: "素纺", count: 2 },
      { value: "老砖", count: 2 },
    ],
    types: [
      { value: "衬衫", count: 3 },
      { value: "外套", count: 1 },
    ],
    tags: [
      { value: "新品", count: 2 },
      { value: "特价", count: 1 },
    ],
    options: [
      {
        name: "颜色",
        values: [
          { value: "白", count: 2 },
          { value: "黑", count: 2 },
          { value: "红", count: 1 },
        ],
      },
    ],
    prices: [10_000, 10_000, 20_000, 30_000, 40_000],
    available: 3,
  });
});

it.each<[string, Partial<SearchFilters>, string[]]>([
  ["a brand", { vendors: ["老砖"] }, ["c", "d"]],
  ["any of two brands", { vendors: ["老砖", "素纺"] }, ["a", "b", "c", "d"]],
  ["a brand and a kind", { vendors: ["老砖"], types: ["衬衫"] }, ["c"]],
  ["a tag", { tags: ["新品"] }, ["a", "c"]],
  ["an option's value", { options: [{ name: "颜色", value: "黑" }] }, ["a", "c"]],
  [
    "any of an option's values",
    {
      options: [
        { name: "颜色", value: "红" },
        { name: "颜色", value: "黑" },
      ],
    },
    ["a", "c", "d"],
  ],
  ["another option", { options: [{ name: "尺码", value: "黑" }] }, []],
  ["prices", { minPrice: 11_000, maxPrice: 30_000 }, ["a", "b", "c"]],
  ["what can be bought", { isAvailableOnly: true }, ["a", "c", "d"]],
  ["hostile text", { vendors: ['"},{', "'; drop table products; --"] }, []],
])("narrows by %s", async (_name, filters, handles) => {
  const found = await search(filters);
  expect(found.handles).toEqual(handles);
  expect([found.facets.count, found.near]).toEqual([handles.length, []]);
});

it("counts a facet's values by what the other facets let through, so that a second value can be added", async () => {
  const { facets } = await search({ vendors: ["素纺"], isAvailableOnly: true });
  expect(facets.vendors.map(({ value }) => value).sort()).toEqual(["素纺", "老砖"].sort());
  expect(facets.types).toEqual([{ value: "衬衫", count: 1 }]);
});

it("sorts, and goes on page by page", async () => {
  expect((await search({}, "price-down")).handles).toEqual(["d", "c", "b", "a"]);
  const page = (number: number) =>
    searchProducts(ctx, { query: "棉衬衫", page: number, perPage: 3, withChoices: false, sort: "price-up" });
  const [first, second, third] = [await page(1), await page(2), await page(3)];
  expect([first.cards.length, first.hasMore, first.facets.count]).toEqual([3, true, 4]);
  expect([second.cards.map((card) => card.handle), second.hasMore]).toEqual([["d"], false]);
  expect([third.cards, third.facets.count]).toEqual([[], 4]);
});

it("puts what is sold out behind its like", async () => {
  expect((await search({}, "relevance")).handles.at(-1)).toBe("b");
});

it("is found by staff as by customers, best first, drafts too", async () => {
  await upsertProducts(staff, [{ ...shirt("e", "素纺", 100, ["白"]), status: "draft" as const }]);
  const list = async (query: string, more: object = {}) =>
    (await listProducts(staff, { query, ...more })).items.map((item) => item.handle);
  expect((await list("mianchenshan")).sort()).toEqual(["a", "b", "c", "d", "e"]);
  expect(await list("棉襯衫", { status: "draft" })).toEqual(["e"]);
  const first = await listProducts(staff, { query: "棉衬衫", limit: 3 });
  const second = await listProducts(staff, { query: "棉衬衫", limit: 3, cursor: first.nextCursor });
  const handles = [...first.items, ...second.items].map((item) => item.handle).sort();
  expect([handles, second.nextCursor]).toEqual([["a", "b", "c", "d", "e"], null]);
  await expect(listProducts(staff, { query: "棉", cursor: "W10" })).rejects.toMatchObject({
    code: "cursor_invalid",
  });
  expect((await search()).handles).not.toContain("e");
});

it("finds the same for suggestions, which count nothing", async () => {
  const input = { query: "棉衬衫", page: 1, perPage: 6, withChoices: false };
  const page = await searchProducts(ctx, input);
  const suggested = await searchProducts(ctx, { ...input, withFacets: false });
  expect(page.cards.length).toBeGreaterThan(1);
  expect(suggested.cards).toEqual(page.cards);
  expect(suggested.near).toEqual(page.near);
  expect(page.facets.count).toBeGreaterThan(1);
  expect(suggested.facets).toMatchObject({ count: 0, vendors: [], options: [] });
});

it("finds a changed title at once, and no longer what it was", async () => {
  const [made] = (await listProducts(staff, { query: "棉花糖杯" })).items;
  const writer = staff.as({ actor: system });
  await updateProduct(writer, { id: made!.id, version: 1, title: "琥珀蝉翼灯" });
  const found = async (query: string) =>
    (await searchProducts(ctx, { query, page: 1, perPage: 10, withChoices: false })).cards.map(
      (card) => card.handle,
    );
  expect(await found("chanyideng")).toEqual(["mug"]);
  expect(await found("棉花糖")).toEqual([]);
});

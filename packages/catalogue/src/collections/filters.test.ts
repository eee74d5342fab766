import { readTogether, type StoreContext, system } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countFacets, putSales, readCollection, saveCollection, upsertProducts } from "../index.ts";
import { type CollectionSort, collectionSorts, noFilters, type SearchFilters } from "../search-schemas.ts";
import { setAvailability } from "../set-availability.ts";
import type { CollectionEdge } from "./collection-order.ts";
import { type FilterBounds, usualBounds } from "./filter-members.ts";

interface Good {
  readonly handle: string;
  readonly title?: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: string[];
  readonly colours: string[];
  readonly prices: number[];
}

let database: TestDatabase;
const everything = {
  match: "all" as const,
  conditions: [{ field: "price" as const, relation: "greater", value: 0 }],
};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function openCollection(goods: readonly Good[]): Promise<StoreContext> {
  const ctx = await createTestStore(database);
  await saveCollection(ctx, { title: "All", handle: "all", sort: "title-up", rules: everything });
  await put(ctx, goods);
  return ctx;
}

async function put(ctx: StoreContext, goods: readonly Good[]): Promise<void> {
  const outcomes = await upsertProducts(
    ctx,
    goods.map(({ handle, title, vendor, type, tags, colours, prices }) => ({
      handle,
      title: title ?? handle,
      status: "active" as const,
      ...{ vendor, productType: type, tags, options: [{ name: "Colour" }] },
      variants: colours.map((colour, at) => ({ options: [colour], price: prices[at]! })),
    })),
  );
  expect(outcomes.filter(({ kind }) => kind === "refused")).toEqual([]);
}

async function count(ctx: StoreContext): Promise<void> {
  // Counted a moment ago it is not counted again.
  await database.owner`update collections set facets = facets || '{"at": 0}' where store_id = ${ctx.storeId}`;
  await countFacets(ctx.as({ actor: system }));
}

async function read(
  ctx: StoreContext,
  filters: Partial<SearchFilters>,
  more: { sort?: CollectionSort; edge?: CollectionEdge | null; perPage?: number; bounds?: FilterBounds } = {},
) {
  const { sort = "title-up", edge = null, perPage = 24, bounds = usualBounds } = more;
  const all = { ...noFilters, ...filters };
  const input = { handle: "all", sort, filters: all, page: 1, edge, perPage, withChoices: false };
  const [page] = await readTogether(ctx, readCollection(ctx, input, bounds));
  return { ...page!, handles: page!.cards.map((card) => card.handle) };
}

const good = (handle: string, more: Partial<Good> = {}): Good => ({
  ...{ handle, vendor: "Wu", type: "Cup", tags: [], colours: ["Red"], prices: [1_000] },
  ...more,
});

describe("a small collection", () => {
  let ctx: StoreContext;
  beforeAll(async () => {
    ctx = await openCollection([
      good("a", { tags: ["new"], colours: ["Red", "Blue"], prices: [1_000, 3_000] }),
      good("b", { vendor: "Chen", tags: ["new", "sale"], colours: ["Blue"], prices: [2_000] }),
      good("c", { vendor: "Chen", type: "Tea", prices: [5_000] }),
      good("d", { type: "Tea", colours: ["Green"], prices: [9_000] }),
    ]);
    const variants = await database.owner<{ id: string }[]>`
      select v.id from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
      where v.store_id = ${ctx.storeId} and p.handle = 'd'`;
    await ctx.write((tx) => setAvailability(tx, [{ variantId: variants[0]!.id, isAvailable: false }]));
    expect((await read(ctx, {})).facets).toMatchObject({ count: 0, vendors: [] });
    await count(ctx);
  });

  it("tells what it can be filtered by, with counts", async () => {
    const { facets } = await read(ctx, {});
    expect(facets).toMatchObject({
      count: 4,
      available: 3,
      vendors: [
        { value: "Chen", count: 2 },
        { value: "Wu", count: 2 },
      ],
      tags: [
        { value: "new", count: 2 },
        { value: "sale", count: 1 },
      ],
      options: [
        {
          name: "Colour",
          values: [
            { value: "Blue", count: 2 },
            { value: "Red", count: 2 },
            { value: "Green", count: 1 },
          ],
        },
      ],
      prices: [1_000, 1_000, 2_000, 5_000, 9_000],
    });
  });

  it.each<[string, Partial<SearchFilters>, string[]]>([
    ["a brand", { vendors: ["Chen"] }, ["b", "c"]],
    ["any of two brands", { vendors: ["Chen", "Wu"] }, ["a", "b", "c", "d"]],
    ["a brand and a kind", { vendors: ["Chen"], types: ["Tea"] }, ["c"]],
    ["a tag", { tags: ["new"] }, ["a", "b"]],
    ["an option, whatever its letters' case", { options: [{ name: "COLOUR", value: "Blue" }] }, ["a", "b"]],
    ["prices, by any variant", { minPrice: 2_500, maxPrice: 5_000 }, ["a", "c"]],
    ["what can be bought", { types: ["Tea"], isAvailableOnly: true }, ["c"]],
    ["hostile text", { vendors: ['"},{', "'; drop table products; --"] }, []],
  ])("is filtered by %s", async (_name, filters, wanted) => {
    expect((await read(ctx, filters)).handles).toEqual(wanted);
  });

  it("counts a value by what the other facets let through, and says what stands against the rest", async () => {
    const { facets } = await read(ctx, { vendors: ["Chen"], tags: ["new"] });
    expect(facets).toMatchObject({ count: 1, without: { vendor: 1, tag: 1 } });
    expect(facets.vendors).toEqual([
      { value: "Chen", count: 1 },
      { value: "Wu", count: 1 },
    ]);
    expect(facets.types).toEqual([{ value: "Cup", count: 1 }]);
    expect(facets.options[0]!.values).toEqual([{ value: "Blue", count: 1 }]);
    const nothing = await read(ctx, { types: ["Tea"], tags: ["new"], maxPrice: 1 });
    expect([nothing.handles, nothing.facets.count, nothing.facets.without]).toEqual([[], 0, {}]);
    expect((await read(ctx, { types: ["Tea"], tags: ["new"] })).facets.without).toEqual({ type: 2, tag: 2 });
  });

  it("stands in the order of what sold best, and of its age from the first", async () => {
    const rows = await database.owner<{ id: string; handle: string }[]>`
      select id, handle from products where store_id = ${ctx.storeId}`;
    const idOf = (handle: string) => rows.find((row) => row.handle === handle)!.id;
    const sales = (units: Record<string, number>) =>
      putSales(
        ctx.as({ actor: system }),
        Object.entries(units).map(([handle, sold]) => ({ productId: idOf(handle), units: sold })),
      );
    await sales({ c: 7, b: 9 });
    expect((await read(ctx, {}, { sort: "best-selling" })).handles.slice(0, 2)).toEqual(["b", "c"]);
    await sales({ c: 7 });
    expect((await read(ctx, { vendors: ["Chen"] }, { sort: "best-selling" })).handles).toEqual(["c", "b"]);
  });

  it("stands by title in the order of pinyin, Chinese among Latin", async () => {
    const store = await openCollection(
      ["龙井", "安吉白茶", "Anchor", "碧螺春", "大红袍", "zebra", "Éclair"].map((title, n) =>
        good(`t-${n}`, { title }),
      ),
    );
    const wanted = ["安吉白茶", "Anchor", "碧螺春", "大红袍", "Éclair", "龙井", "zebra"];
    const titles = async (sort: CollectionSort) =>
      (await read(store, {}, { sort })).cards.map((card) => card.title);
    expect(await titles("title-up")).toEqual(wanted);
    expect(await titles("manual")).toEqual(wanted);
    expect(await titles("title-down")).toEqual([...wanted].reverse());
  });
});

describe("a large collection", () => {
  const colours = ["Red", "Blue", "Green", "Black"];
  const goods = Array.from({ length: 1_200 }, (_, n): Good => {
    const mixed = (n * 7_919) % 1_201;
    return good(`n-${String(n).padStart(4, "0")}`, {
      vendor: `Maker ${mixed % 7}`,
      type: mixed % 3 ? "Cup" : "Tea",
      tags: mixed % 60 === 0 ? ["rare"] : mixed % 2 ? ["odd"] : [],
      colours: mixed % 5 ? [colours[mixed % 4]!] : [colours[mixed % 4]!, colours[(mixed + 1) % 4]!],
      prices: mixed % 5 ? [mixed * 10 + 1] : [mixed * 10 + 1, mixed * 10 + 900],
    });
  });
  let ctx: StoreContext;
  beforeAll(async () => {
    ctx = await openCollection(goods);
    await count(ctx);
  }, 30_000);

  const keyOf: Partial<Record<CollectionSort, (one: Good) => string>> = {
    "title-up": ({ handle }) => handle,
    "title-down": ({ handle }) => handle,
    "price-up": ({ prices }) => String(prices[0]).padStart(9, "0"),
    "price-down": ({ prices }) => String(prices[0]).padStart(9, "0"),
  };
  const meets = (one: Good, filters: SearchFilters): boolean =>
    (filters.vendors.length === 0 || filters.vendors.includes(one.vendor)) &&
    (filters.types.length === 0 || filters.types.includes(one.type)) &&
    (filters.tags.length === 0 || filters.tags.some((tag) => one.tags.includes(tag))) &&
    (filters.options.length === 0 || filters.options.some(({ value }) => one.colours.includes(value))) &&
    (filters.minPrice === null || Math.max(...one.prices) >= filters.minPrice) &&
    (filters.maxPrice === null || Math.min(...one.prices) <= filters.maxPrice);

  async function walk(filters: SearchFilters, sort: CollectionSort, bounds: FilterBounds) {
    const found: string[] = [];
    let edge: CollectionEdge | null = null;
    for (let turn = 0; turn < 200; turn += 1) {
      const page = await read(ctx, filters, { sort, edge, perPage: 30, bounds });
      found.push(...page.handles);
      if (!page.hasMore) return { found, last: page };
      edge = { side: "after", at: page.last! };
    }
    throw new Error("no end");
  }

  const red = { name: "colour", value: "Red" };
  it.each<[string, Partial<SearchFilters>, CollectionSort]>([
    ["a rare tag", { tags: ["rare"] }, "title-down"],
    ["a rare tag and more", { tags: ["rare", "gone"], vendors: ["Maker 0", "Maker 3"] }, "price-down"],
    ["frequent values", { types: ["Cup"], options: [red, { name: "colour", value: "Black" }] }, "title-up"],
    [
      "frequent values that seldom meet",
      { types: ["Tea"], vendors: ["Maker 6"], options: [red] },
      "price-up",
    ],
    ["the dearest", { minPrice: 11_900 }, "title-up"],
    ["the cheapest of a kind", { maxPrice: 300, types: ["Cup"] }, "title-down"],
    ["a range and nothing else, by price", { minPrice: 3_000, maxPrice: 7_000 }, "price-up"],
    ["a range, by price", { minPrice: 3_000, maxPrice: 7_000, tags: ["odd"] }, "price-down"],
    ["what nothing is", { vendors: ["Maker 1"], tags: ["none"] }, "price-up"],
  ])(
    "shows all that is %s and nothing else, page by page, however it is looked for",
    async (_name, some, sort) => {
      const filters = { ...noFilters, ...some };
      const order = keyOf[sort]!;
      const wanted = goods
        .filter((one) => meets(one, filters))
        .sort((a, b) => (order(a) < order(b) ? -1 : 1));
      if (sort.endsWith("down")) wanted.reverse();
      const handles = wanted.map(({ handle }) => handle);
      for (const bounds of [usualBounds, { rare: 0, walked: 150 }]) {
        const { found, last } = await walk(filters, sort, bounds);
        expect(found).toEqual(handles);
        if (handles.length <= 30 || last.handles.length === 0) continue;
        const back = {
          sort,
          edge: { side: "before" as const, at: last.first! },
          perPage: 30,
          bounds: usualBounds,
        };
        const before = handles.slice(0, handles.length - last.handles.length).slice(-30);
        expect((await read(ctx, filters, back)).handles).toEqual(before);
      }
    },
  );

  it("finds what was written since, and no longer what it was", async () => {
    const late = good("late", { tags: ["rare"], vendor: "Newcomer" });
    await put(ctx, [late]);
    const rare: FilterBounds = { rare: 700, walked: 1 };
    expect((await read(ctx, { vendors: ["Newcomer"] }, { bounds: rare })).handles).toEqual(["late"]);
    await put(ctx, [{ ...late, vendor: "Maker 1", tags: ["unheard"] }]);
    expect((await read(ctx, { vendors: ["Newcomer"] }, { bounds: rare })).handles).toEqual([]);
    expect((await read(ctx, { tags: ["unheard"] }, { bounds: rare })).handles).toEqual(["late"]);
  });

  it("offers its values without counts beside a chosen one, but counts them where nothing is chosen", async () => {
    const all = (await read(ctx, {})).facets;
    const teas = goods.filter(({ type }) => type === "Tea").length;
    expect([all.count, all.types.map(({ count }) => count)]).toEqual([1_200, [1_200 - teas, teas]]);
    const { facets } = await read(ctx, { types: ["Tea"] });
    expect([facets.count, facets.types.map(({ count }) => count)]).toEqual([null, [null, null]]);
  });

  it.each(collectionSorts)("can be read in the order: %s", async (sort) => {
    const { handles, hasMore, last } = await read(ctx, { types: ["Tea"] }, { sort });
    expect([handles.length, hasMore]).toEqual([24, true]);
    const next = await read(ctx, { types: ["Tea"] }, { sort, edge: { side: "after", at: last! } });
    expect(next.handles.filter((one) => handles.includes(one))).toEqual([]);
  });
});

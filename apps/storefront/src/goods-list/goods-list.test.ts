import { putCollections, updateProduct, upsertProducts } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { setStock } from "@hutong/inventory";
import { createMarket } from "@hutong/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "../trial/trial-shop.ts";

let shop: TrialShop;
let one: Awaited<ReturnType<typeof openTrialStore>>;

interface Item {
  readonly id: number;
  readonly handle: string;
  readonly title: string;
  readonly url: string;
  readonly available: boolean;
  readonly price_min: string;
  readonly price_max: string;
  readonly featured_image: { readonly src: string } | null;
}
interface List {
  readonly currency: string;
  readonly products: readonly Item[];
  readonly next: string | null;
}

const cups = Array.from({ length: 45 }, (_, at) => ({
  handle: `cup-${at}`,
  title: `盏 ${at}`,
  status: "active" as const,
  variants: [{ price: 1_000 + at }],
}));

beforeAll(async () => {
  shop = await openTrialShop();
  one = await openTrialStore(shop, "eaves");
  await openTrialStore(shop, "other");
  await upsertProducts(one.ctx, [
    ...cups,
    { handle: "draft", title: "草稿", status: "draft", variants: [{ price: 1 }] },
  ]);
  await putCollections(one.ctx, [
    { handle: "cups", title: "盏", products: cups.map(({ handle }) => handle) },
  ]);
});
afterAll(() => shop.close());

const ask = (path: string, init = {}) => shop.ask("eaves", path, init);
const listOf = async (path: string, init = {}) => (await (await ask(path, init)).json()) as List;

async function walk(path: string): Promise<string[]> {
  const handles: string[] = [];
  for (let next: string | null = path; next !== null; ) {
    const list: List = await listOf(next);
    handles.push(...list.products.map(({ handle }) => handle));
    next = list.next;
  }
  return handles;
}

it("lists what is on sale, twenty at a time, each once, in one statement, and kept in none", async () => {
  const first = await ask("/products.json");
  expect(first.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(first.headers.get("access-control-allow-origin")).toBe("*");
  expect(((await first.json()) as List).products).toHaveLength(20);
  expect(countsOf(await ask("/products.json?utm_source=x"))).toEqual({ statements: 0, transactions: 0 });
  expect(countsOf(await ask("/products.json?limit=21"))).toEqual({ statements: 1, transactions: 1 });
  const all = await walk("/products.json");
  expect(new Set(all).size).toBe(all.length);
  const [rows] = await one.ctx.read(sql<{ handle: string }>`select handle from products
    where store_id = ${one.ctx.storeId} and status = 'active' order by created_at desc, id desc`);
  expect(all).toEqual(rows.map(({ handle }) => handle));
  expect(all).not.toContain("draft");
});

it.each([
  ["manual", (at: number) => `cup-${at}`],
  ["price-down", (at: number) => `cup-${44 - at}`],
])("goes through a collection by %s", async (sort, at) => {
  expect(await walk(`/collections/cups/products.json?limit=7&sort=${sort}`)).toEqual(
    cups.map((_, index) => at(index)),
  );
});

it("says prices and pictures as the shop shows them, in the language of the address", async () => {
  const path = (prefix: string) => `${prefix}/collections/tea/products.json`;
  const [item] = (await listOf(path(""))).products;
  expect(item).toMatchObject({
    handle: "lao-qiang",
    title: "老墙",
    url: "/products/lao-qiang",
    available: true,
    price_min: "298.00",
    featured_image: null,
  });
  expect(item!.id).toBeGreaterThan(0);
  const english = (await listOf(path("/en"))).products[0];
  expect(english).toMatchObject({ title: "Old Wall", url: "/en/products/lao-qiang", id: item!.id });
  expect((await ask("/fr/products.json")).status).toBe(404);
});

it("is told of a changed price and of the last one sold", async () => {
  const found = async () =>
    (await listOf("/collections/cups/products.json?limit=250")).products.find(
      ({ handle }) => handle === "cup-3",
    );
  expect(await found()).toMatchObject({ price_min: "10.03", available: true });
  const [rows] = await one.ctx.read(sql<{ id: string; version: number; variant: string }>`
    select p.id, p.version, v.id as variant from products p
    join variants v on v.store_id = ${one.ctx.storeId} and v.product_id = p.id
    where p.store_id = ${one.ctx.storeId} and p.handle = 'cup-3'`);
  const { id, version, variant } = rows[0]!;
  await updateProduct(one.ctx, { id, version, variants: [{ id: variant, price: 777 }] });
  await setStock(one.ctx, [{ variantId: variant, available: 0 }]);
  await shop.storefront.follow();
  await expect.poll(found, { timeout: 5_000 }).toMatchObject({ price_min: "7.77", available: false });
  const left = (await listOf("/collections/cups/products.json?limit=250&available=1")).products;
  expect(left.map(({ handle }) => handle)).not.toContain("cup-3");
});

it("has the prices of the visitor's market, kept apart", async () => {
  const { ctx } = one;
  await createMarket(ctx, {
    ...{ countries: ["DE"], rate: "0.13", locales: ["en"], isTaxIncluded: true, taxBasisPoints: 1900 },
    name: { en: "Europe" },
    currency: "EUR",
  });
  await shop.storefront.follow();
  const path = "/collections/tea/products.json";
  const abroad = { headers: { cookie: "hutong_market=europe" } };
  await expect.poll(async () => (await listOf(path, abroad)).currency, { timeout: 5_000 }).toBe("EUR");
  expect((await listOf(path, abroad)).products[0]).toMatchObject({ price_min: "38.74" });
  expect((await listOf(path)).products[0]).toMatchObject({ price_min: "298.00" });
});

it.each([
  ["/products.json?limit=0", 422, "limit_invalid"],
  ["/products.json?limit=251", 422, "limit_invalid"],
  ["/products.json?after=1%27", 422, "after_invalid"],
  ["/collections/cups/products.json?sort=best", 422, "sort_invalid"],
  ["/collections/nothing/products.json", 404, "collection_not_found"],
])("%s is refused in words", async (path, status, code) => {
  for (const prefix of ["", "/en"]) {
    const answer = await ask(prefix + path);
    expect(answer.status).toBe(status);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe(code);
    expect(error.message).toMatch(prefix === "" ? /\p{Script=Han}/u : /^[\x20-\x7e]+$/);
  }
});

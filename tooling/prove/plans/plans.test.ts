import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TagFollower } from "../../../apps/storefront/src/page-cache/follow-tags.ts";
import { dueRunner } from "../../../apps/worker/src/due.ts";
import { relayOutbox } from "../../../apps/worker/src/relay.ts";
import { judgeProducts } from "../../../packages/catalogue/src/collections/judge-products.ts";
import { refreshMembers } from "../../../packages/catalogue/src/collections/membership.ts";
import {
  editProducts,
  findDuplicateSkus,
  findRedirect,
  getProduct,
  getStaffCollection,
  judgeOwners,
  listMembers,
  listPictures,
  listProductChoices,
  listProducts,
  listProductViews,
  listSynonyms,
  placeProducts,
  publishProducts,
  saveCollection,
  savePictures,
  saveSynonyms,
  searchProducts,
  touchPictures,
  updateProduct,
} from "../../../packages/catalogue/src/index.ts";
import {
  collectionSorts,
  type ListProductsInput,
  noFilters,
} from "../../../packages/catalogue/src/schemas.ts";
import {
  addLine,
  expireReservations,
  getCart,
  getCheckout,
  getOrder,
  getWaiting,
  markOrderPaid,
  queryAttempts,
  saveDetails,
  submitCheckout,
  updateLine,
} from "../../../packages/checkout/src/index.ts";
import {
  address,
  openTestShop,
  readyCheckout,
  type TestShop,
} from "../../../packages/checkout/src/testing/shop.ts";
import { type StoreContext, sql, system } from "../../../packages/db/src/index.ts";
import { createTestDatabase, type TestDatabase } from "../../../packages/db/src/testing.ts";
import { fetchPictures } from "../../../packages/files/src/index.ts";
import { listLocations, updateLocation } from "../../../packages/inventory/src/index.ts";
import { createClock } from "../../../packages/kernel/src/clock.ts";
import { defineMetafield, setMetafields } from "../../../packages/metafields/src/index.ts";
import {
  cancelOrder,
  fulfilOrder,
  getOrderForStaff,
  getOrderPayments,
  listDisputes,
  listOrders,
  listWaitingRefunds,
  refundOrder,
} from "../../../packages/orders/src/index.ts";
import { askDisputes, getAccount, getLosses } from "../../../packages/payments/src/index.ts";
import { listShippingZones } from "../../../packages/pricing/src/index.ts";
import { loadPage, type PageRequest } from "../../../packages/sections/src/load-page.ts";
import { findStoreByHost } from "../../../packages/stores/src/index.ts";
import { countRows, type RowCounts } from "./count-rows.ts";
import { explainScans } from "./explain.ts";
import { fillDatabase } from "./fill.ts";
import { type Recorder, recordStatements } from "./record-statements.ts";

const silent = { error() {}, warn() {} } as unknown as Parameters<typeof dueRunner>[0]["logger"];

/** A table (or, for one store, its part of a table) of so few rows may be read whole. */
const few = 1_000;

let database: TestDatabase;
let recorder: Recorder;
let shop: TestShop;
/** In all, and of the large store. */
let rowsIn: RowCounts;

beforeAll(async () => {
  database = await createTestDatabase();
  recorder = recordStatements(database.cell);
  shop = await openTestShop({ ...database, cell: recorder.cell }, { stock: 100 });
  await fillDatabase(database, shop.storeId);
  rowsIn = await countRows(database.owner, shop.storeId);
}, 120_000);
afterAll(() => database.drop());

/** What the statements of a verb read whole though there is much of it. */
async function offenders(
  work: () => Promise<unknown>,
  storeId: string | null = shop.storeId,
): Promise<string[]> {
  const texts = await recorder.during(work);
  expect(texts.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const text of texts) {
    for (const { of, extent, how } of await explainScans(database.cell, storeId, text)) {
      if ((rowsIn[extent].get(of) ?? Infinity) > few)
        found.push(`all of ${of} (${extent}): ${how} in ${text}`);
    }
  }
  return found;
}

const home: PageRequest = { kind: "home" };
const product: PageRequest = { kind: "product", handle: "bulk-5", variant: null };
const collection = {
  kind: "collection",
  handle: "shelf-5",
  sort: "newest",
  filters: noFilters,
  currency: "CNY",
  number: 2,
  edge: null,
} as const;
const filtered = {
  ...collection,
  number: 1,
  filters: {
    ...noFilters,
    vendors: ["Maker 5", "Maker 7"],
    options: [{ name: "size", value: "S" }],
    minPrice: 1,
    maxPrice: 90_000,
    isAvailableOnly: true,
  },
};
const pages: [string, PageRequest][] = [
  ["home", home],
  ["product", product],
  ["collection, newest", collection],
  ...collectionSorts.flatMap((sort): [string, PageRequest][] => [
    [`collection, ${sort}`, { ...collection, sort, number: 1 }],
    [`collection, ${sort}, filtered`, { ...filtered, sort }],
  ]),
  [
    "collection, a page further down",
    { ...filtered, edge: { side: "before", at: `${"2".repeat(16)}.${"0".repeat(32)}` } },
  ],
  ["collections", { kind: "collections" }],
  [
    "search",
    { kind: "search", query: "bulk77 货", number: 1, sort: "relevance", filters: noFilters, currency: "CNY" },
  ],
  [
    "search, filtered",
    {
      ...{ kind: "search", query: "lvcha morninf", number: 1, sort: "price-up", currency: "CNY" },
      filters: { ...noFilters, vendors: ["Maker 1"], minPrice: 100, isAvailableOnly: true },
    },
  ],
  ["text page", { kind: "page", handle: "page-5" }],
];

async function placed(method: "test" | "manual" = "test"): Promise<string> {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const outcome = await submitCheckout(shop.buyer, {
    checkout,
    accountId: shop.accounts[method],
    key: "k",
    returnUrl: "http://x",
  });
  if (outcome.kind !== "placed") throw new Error(outcome.kind);
  return outcome.orderRef;
}

async function orderId(): Promise<string> {
  const [row] = await database.owner`
    select id from orders where store_id = ${shop.storeId} order by placed_at desc limit 1`;
  return row!.id;
}

describe("no large table is read from end to end at 100,000 products", () => {
  it.each(pages)("by the page: %s", async (_name, request) => {
    const visitor: StoreContext = shop.buyer.as({ locale: "zh-CN" });
    expect(await offenders(() => loadPage(visitor, request))).toEqual([]);
  });

  it("by a search", async () => {
    const search = { query: "bulk12", page: 1, perPage: 24, withChoices: true };
    expect(await offenders(() => searchProducts(shop.buyer, search))).toEqual([]);
  });

  it("by a whole checkout, at each of its steps", async () => {
    const { buyer, variants, accounts } = shop;
    const found: string[] = [];
    let ready = { cart: "", checkout: "" };
    const steps = [
      async () => {
        ready = await readyCheckout(shop, variants.tin);
      },
      () => updateLine(buyer, { cart: ready.cart, variantId: variants.tin, quantity: 2 }),
      () => getCart(buyer, { cart: ready.cart }),
      () => getCheckout(buyer, { cart: ready.cart }),
      () =>
        saveDetails(buyer, {
          cart: ready.cart,
          email: "lin@example.com",
          phone: "13800138000",
          address,
          shippingRateId: shop.rateId,
        }),
      () => submitCheckout(buyer, { ...ready, accountId: accounts.test, key: "k", returnUrl: "http://x" }),
      () => getWaiting(buyer, ready),
      () => placed("manual"),
    ];
    for (const step of steps) found.push(...(await offenders(step)));
    const ref = await placed();
    found.push(...(await offenders(() => getOrder(buyer, { order: ref }))));
    expect(found).toEqual([]);
  });

  it("by an order that is fetched, from its page to its cancelling", async () => {
    const { staff, buyer, variants } = shop;
    const [home] = await listLocations(staff);
    const place = {
      country: "CN",
      province: "",
      city: "北京市",
      district: "",
      line1: "1",
      line2: "",
      postcode: "",
      phone: "",
    };
    await updateLocation(staff, { ...home!, isPickup: true, address: place, hours: {} });
    const cart = (await addLine(buyer, { cart: null, variantId: variants.tin, quantity: 1 })).cartRef;
    const details = { cart, email: "", phone: "13800138000", address, delivery: "pickup" as const };
    const found: string[] = [];
    let checkout = "";
    const steps = [
      () => getCheckout(buyer, { cart }),
      async () => {
        checkout = (await saveDetails(buyer, { ...details, shippingRateId: home!.id })).ref!;
      },
      () =>
        submitCheckout(buyer, { checkout, accountId: shop.accounts.manual, key: "k", returnUrl: "http://x" }),
      async () => cancelOrder(staff, { id: await orderId() }),
      () => listShippingZones(staff),
    ];
    for (const step of steps) found.push(...(await offenders(step)));
    await updateLocation(staff, { ...home!, isPickup: false, address: place, hours: {} });
    expect(found).toEqual([]);
  });

  it.each(["all", "to_fulfil", "unpaid", "fulfilled", "cancelled"] as const)(
    "by the merchant's orders: %s",
    async (tab) => {
      expect(await offenders(() => listOrders(shop.staff, { tab }))).toEqual([]);
      expect(await offenders(() => listOrders(shop.staff, { tab, before: 15_000, query: "lin" }))).toEqual(
        [],
      );
      expect(await offenders(() => listOrders(shop.staff, { tab, query: "10015" }))).toEqual([]);
    },
  );

  it("by one order, and what is done to it", async () => {
    await placed("manual");
    const id = await orderId();
    expect(await offenders(() => getOrderForStaff(shop.staff, { id }))).toEqual([]);
    expect(await offenders(() => markOrderPaid(shop.staff, { orderId: id }))).toEqual([]);
    expect(await offenders(() => getOrderPayments(shop.staff, { id }))).toEqual([]);
    expect(await offenders(() => refundOrder(shop.staff, { id, amount: 1, key: "plans" }))).toEqual([]);
    expect(await offenders(() => fulfilOrder(shop.staff, { id }))).toEqual([]);
  });

  it("by what was lost at the payment step, and by an account", async () => {
    await placed();
    expect(await offenders(() => getLosses(shop.staff, { days: 30 }))).toEqual([]);
    expect(await offenders(() => getAccount(shop.staff, { id: shop.accounts.test }))).toEqual([]);
    expect(await offenders(() => listWaitingRefunds(shop.staff))).toEqual([]);
    expect(await offenders(() => listDisputes(shop.staff))).toEqual([]);
  });

  it("by the merchant's products", async () => {
    expect(await offenders(() => listProducts(shop.staff, {}))).toEqual([]);
    expect(await offenders(() => listProducts(shop.staff, { status: "active", query: "bulk" }))).toEqual([]);
    expect(await offenders(() => saveSynonyms(shop.staff, { words: ["bulk7", "货"] }))).toEqual([]);
    expect(await offenders(() => listSynonyms(shop.staff))).toEqual([]);
    expect(await offenders(() => listProductViews(shop.staff))).toEqual([]);
    expect(await offenders(() => listProductChoices(shop.staff))).toEqual([]);
    const [row] = await database.owner`
      select id from products where store_id = ${shop.storeId} and handle = 'tea'`;
    const id: string = row!.id;
    expect(await offenders(() => getProduct(shop.staff, { id }))).toEqual([]);
    const skus = { productIds: [id], skus: ["none"] };
    expect(await offenders(() => findDuplicateSkus(shop.staff, skus))).toEqual([]);
    const { version, variants } = await getProduct(shop.staff, { id });
    const price = { id: variants[0]!.id, price: variants[0]!.price + 1 };
    expect(await offenders(() => updateProduct(shop.staff, { id, version, variants: [price] }))).toEqual([]);
    const moved = { id, version: version + 1, handle: "tea-moved", publishAt: new Date() };
    expect(await offenders(() => updateProduct(shop.staff, moved))).toEqual([]);
    expect(await offenders(() => findRedirect(shop.buyer, "/products/tea"))).toEqual([]);
    expect(await offenders(() => publishProducts(shop.platform))).toEqual([]);
    await updateProduct(shop.staff, { id, version: version + 3, handle: "tea" });
  });

  it("by collections, and what is put into them by hand", async () => {
    const { staff } = shop;
    const [shelf] = await database.owner`
      select id from collections where store_id = ${shop.storeId} and handle = 'shelf-5'`;
    const [row] = await database.owner`
      select id from products where store_id = ${shop.storeId} and handle = 'tea'`;
    const { id } = shelf as unknown as { id: string };
    const product = row!.id;
    expect(await offenders(() => getStaffCollection(staff, { id }))).toEqual([]);
    expect(await offenders(() => listMembers(staff, { id, page: 2 }))).toEqual([]);
    expect(await offenders(() => placeProducts(staff, { id, add: [product] }))).toEqual([]);
    const move = { productId: product, before: null };
    expect(await offenders(() => placeProducts(staff, { id, move, remove: [product] }))).toEqual([]);
    const rules = {
      match: "all" as const,
      conditions: [{ field: "price" as const, relation: "equals", value: 1 }],
    };
    await saveCollection(staff, { title: "Ruled", sort: "price-up", rules });
    const judge = () =>
      staff.write(async (tx) => {
        await judgeProducts(tx, [product]);
        refreshMembers(tx, [product]);
      });
    expect(await offenders(judge)).toEqual([]);
    // No rule asks about metafields yet: a table costs time by being named.
    const texts = await recorder.during(judge);
    expect(texts.filter((text) => /\bmetafield(s|_definitions)\b/.test(text))).toEqual([]);
  });

  it("by collections whose rules ask about metafields, and by values of these", async () => {
    const { staff } = shop;
    const [row] = await database.owner`
      select p.id, v.id as variant_id from products p join variants v on v.store_id = p.store_id and v.product_id = p.id
      where p.store_id = ${shop.storeId} and p.handle = 'tea'`;
    const { id, variant_id: variantId } = row as unknown as { id: string; variant_id: string };
    const owners = { PRODUCT: id, PRODUCTVARIANT: variantId } as const;
    const field = { namespace: "custom", key: "fabric" };
    for (const ownerType of ["PRODUCT", "PRODUCTVARIANT"] as const) {
      const named = { ownerType, ...field };
      const definition = { ...named, name: "Fabric", type: "single_line_text_field" as const };
      await defineMetafield(staff, definition);
      const condition = { field: "metafield" as const, relation: "equals", value: "linen", metafield: named };
      const rules = { match: "all" as const, conditions: [condition] };
      await saveCollection(staff, { title: ownerType, sort: "newest", rules });
      const value = { ...named, ownerId: owners[ownerType], value: "linen" };
      expect(await offenders(() => setMetafields(staff, { metafields: [value] }, judgeOwners))).toEqual([]);
      expect(await offenders(() => staff.write((tx) => judgeProducts(tx, [id])))).toEqual([]);
    }
    const texts = await recorder.during(() => staff.write((tx) => judgeProducts(tx, [id])));
    expect(texts.some((text) => text.includes("from metafields m"))).toBe(true);
  });

  it("by pictures", async () => {
    const [media] = await database.owner`select product_id, file_id from product_media
      where store_id = ${shop.storeId} limit 1`;
    const { product_id: productId, file_id: fileId } = media as Record<string, string>;
    const known = [fileId!];
    const pictures = [{ fileId: fileId! }];
    expect(await offenders(() => listPictures(shop.staff, { productId: productId! }))).toEqual([]);
    expect(
      await offenders(() => savePictures(shop.staff, { productId: productId!, known, pictures })),
    ).toEqual([]);
    expect(await offenders(() => shop.staff.write((tx) => touchPictures(tx, known)))).toEqual([]);
    const worker = shop.staff.as({ actor: system });
    expect(await offenders(() => fetchPictures(worker, { onReady: touchPictures }))).toEqual([]);
  });

  it.each<[string, ListProductsInput]>([
    ["by title", { sort: "title" }],
    ["by price, of a status", { sort: "price-down", status: "active" }],
    ["newest", { sort: "created" }],
    ["of a vendor", { vendor: "Maker 7" }],
    ["of a type", { productType: "Type 7" }],
    ["with a tag", { tag: "tag 7", isAvailable: true }],
    ["of a collection", { collectionId: "01890000-0004-7000-8000-000000000005", sort: "title" }],
  ])("by the product list, %s, and the page behind", async (_, input) => {
    const { nextCursor } = await listProducts(shop.staff, { ...input, limit: 1 });
    expect(await offenders(() => listProducts(shop.staff, input))).toEqual([]);
    if (nextCursor)
      expect(await offenders(() => listProducts(shop.staff, { ...input, cursor: nextCursor }))).toEqual([]);
  });

  it("by an action on products that are selected", async () => {
    const { items } = await listProducts(shop.staff, { limit: 2 });
    const edit = { ids: items.map(({ id }) => id), action: { kind: "add-tags" as const, tags: ["sale"] } };
    expect(await offenders(() => editProducts(shop.staff, edit, async () => {}))).toEqual([]);
  });

  it("by what the worker looks at", async () => {
    await placed();
    expect(await offenders(() => expireReservations(shop.platform))).toEqual([]);
    expect(await offenders(() => queryAttempts(shop.platform))).toEqual([]);
    expect(await offenders(() => askDisputes(shop.platform))).toEqual([]);
    const queue = { addJobs: async () => [] } as unknown as Parameters<typeof relayOutbox>[1];
    expect(await offenders(() => relayOutbox(shop.platform, queue, new Set()))).toEqual([]);
  });

  it("by the platform's own looks", async () => {
    expect(await offenders(() => findStoreByHost(recorder.cell, "s7.localhost"), null)).toEqual([]);
    const follower = new TagFollower(recorder.cell, () => {});
    expect(await offenders(() => follower.poll(), null)).toEqual([]);
    const due = dueRunner({
      cell: recorder.cell,
      cellOf: () => recorder.cell,
      handlers: {},
      clock: createClock(),
      logger: silent,
      quickKinds: new Set(["outbox"]),
    });
    expect(await offenders(() => due.pass(), null)).toEqual([]);
  });

  it("which would be seen if it were", async () => {
    const bySubtitle = sql`select id from products where store_id = ${shop.storeId} and subtitle = ${"Rare"}`;
    expect(await offenders(() => shop.staff.read(bySubtitle))).toEqual([
      expect.stringMatching(/^all of products.* \(store\)/),
    ]);
    const anywhere = sql`select host from store_hosts where verified_at < now()`;
    expect(await offenders(() => shop.staff.read(anywhere), null)).toEqual([
      expect.stringMatching(/^all of store_hosts \(table\)/),
    ]);
  });
});

import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { addMember } from "@hutong/stores";
import { TRPCError } from "@trpc/server";
import { getErrorShape } from "@trpc/server/unstable-core-do-not-import";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeCell } from "./cell.ts";
import { placeTestOrder } from "./place-test-order.ts";
import { appRouter } from "./root.ts";
import { callerFor, makeShop, makeUser, requestOf } from "./testing.ts";

let database: TestDatabase;
let owner: Awaited<ReturnType<typeof makeUser>>;
let shop: Awaited<ReturnType<typeof makeShop>>;

beforeAll(async () => {
  database = await createTestDatabase();
  placeCell(database.cell);
  owner = await makeUser(database);
  shop = await makeShop(database, owner, "the-shop");
});
afterAll(() => database.drop());

async function failureOf(pending: Promise<unknown>) {
  const error = await pending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TRPCError)) throw new Error(`no refusal but ${String(error)}`);
  const config = appRouter._def._config;
  const shape = getErrorShape({
    config,
    error,
    type: "mutation",
    path: "",
    input: undefined,
    ctx: requestOf(owner),
  });
  return shape.data;
}

test("an order that is paid by hand is marked as paid, fulfilled, and its stock is gone", async () => {
  const id = await placeTestOrder(shop);
  const { call, handle: store } = shop;
  expect((await call.home.today({ store })).counts).toMatchObject({ unpaid: 1, toFulfil: 0 });
  await call.orders.markPaid({ store, id });
  const today = await call.home.today({ store });
  expect(today).toMatchObject({ counts: { unpaid: 0, toFulfil: 1 }, nextToFulfil: { id } });
  expect(today.sales).toMatchObject({ today: { orders: 1, paidOrders: 1 }, weekAgo: { amount: 0 } });
  expect(today.sales.today.amount).toBeGreaterThanOrEqual(2500);
  await call.orders.fulfil({ store, id, carrier: "UPS", trackingNumber: "1Z999" });
  const order = await call.orders.get({ store, id });
  expect(order).toMatchObject({ paymentState: "paid", fulfilmentState: "fulfilled" });
  const product = await call.products.get({ store, id: shop.product.id });
  expect(product.variants[0]).toMatchObject({ available: 8, onHand: 8 });
  const failure = await failureOf(call.orders.fulfil({ store, id, carrier: "", trackingNumber: "" }));
  expect(failure).toMatchObject({ httpStatus: 409, failure: { reason: "order_already_fulfilled" } });
});

test("only what is reserved is captured, and staff capture nothing", async () => {
  const id = await placeTestOrder(shop);
  const { call, handle: store } = shop;
  const order = await call.orders.get({ store, id });
  expect(order).toMatchObject({ authorization: null, can: { capture: { reason: "order_not_authorized" } } });
  expect(await failureOf(call.orders.capture({ store, id }))).toMatchObject({
    httpStatus: 409,
    failure: { reason: "order_not_authorized" },
  });
  expect(await failureOf(call.orders.capture({ store, id, amount: 0 }))).toMatchObject({
    httpStatus: 400,
    failure: { fields: { amount: "amount_too_small" } },
  });
  const clerk = await makeUser(database);
  await addMember(shop.store, { email: clerk.email, role: "staff" });
  expect(await failureOf(callerFor(clerk).orders.capture({ store, id }))).toMatchObject({
    httpStatus: 403,
    failure: { reason: "forbidden" },
  });
  await call.orders.cancel({ store, id });
  expect((await call.orders.get({ store, id })).can.capture).toEqual({
    allowed: false,
    reason: "order_cancelled",
  });
});

test("a way to pay that cannot reserve money is not saved as one that does", async () => {
  const { call, handle: store } = shop;
  const account = {
    store,
    provider: "manual",
    title: { en: "Invoice" },
    credentials: { instructions: { en: "Within a week" } },
    capture: "by-hand" as const,
  };
  expect(await failureOf(call.payments.save(account))).toMatchObject({
    httpStatus: 422,
    failure: { reason: "capture_not_by_hand", fields: { capture: "capture_not_by_hand" } },
  });
});

test("a product saved by two people is not overwritten by the slower", async () => {
  const { call, handle: store } = shop;
  const { id, version } = await call.products.get({ store, id: shop.product.id });
  await call.products.save({ store, id, version, title: "First", stock: [] });
  const failure = await failureOf(call.products.save({ store, id, version, title: "Second", stock: [] }));
  expect(failure).toMatchObject({ httpStatus: 409, failure: { reason: "product_changed" } });
  expect((await call.products.get({ store, id })).title).toBe("First");
});

test("a variant is counted no more when its stock is emptied", async () => {
  const { call, handle: store, variantId } = shop;
  const { id, version } = await call.products.get({ store, id: shop.product.id });
  await call.products.save({ store, id, version, stock: [], uncounted: [variantId] });
  expect((await call.products.get({ store, id })).variants[0]).toMatchObject({
    available: null,
    isAvailable: true,
  });
});

test("a wrong price names its field, and the stock that came with it is not set", async () => {
  const { call, handle: store, variantId } = shop;
  const { id, version } = await call.products.get({ store, id: shop.product.id });
  const save = {
    store,
    id,
    version,
    variants: [{ id: variantId, price: -1 }],
    stock: [{ variantId, available: 77 }],
  };
  const failure = await failureOf(call.products.save(save));
  expect(failure).toMatchObject({
    httpStatus: 422,
    failure: { reason: "price_negative", fields: { "variants.0.price": "price_negative" } },
  });
  expect((await call.products.get({ store, id })).variants[0]?.available).not.toBe(77);
});

test("scripts in a description do not get in", async () => {
  const { call, handle: store } = shop;
  const { id, version } = await call.products.get({ store, id: shop.product.id });
  const descriptionHtml = `<p onclick="x()">Warm</p><script>alert(1)</script><img src=x onerror=alert(1)>`;
  await call.products.save({ store, id, version, descriptionHtml, stock: [] });
  const saved = await call.products.get({ store, id });
  expect(saved.descriptionHtml).toContain("Warm");
  expect(saved.descriptionHtml).not.toMatch(/script|onclick|onerror/);
});

test("staff handle orders but neither change products nor settings", async () => {
  const clerk = await makeUser(database);
  await addMember(shop.store, { email: clerk.email, role: "staff" });
  const call = callerFor(clerk);
  const store = shop.handle;
  await expect(call.orders.list({ store })).resolves.toBeDefined();
  const { id, version } = await call.products.get({ store, id: shop.product.id });
  const refused = await failureOf(call.products.save({ store, id, version, title: "Mine", stock: [] }));
  expect(refused).toMatchObject({ httpStatus: 403, failure: { reason: "forbidden" } });
  await expect(call.stores.update({ store, timezone: "UTC" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(call.members.remove({ store, userId: owner.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a store opens only for a verified address, and a taken handle is said under its field", async () => {
  const input = {
    name: "Second",
    handle: "second-shop",
    country: "CN",
    currency: "CNY",
    locale: "zh-CN",
    timezone: "",
    isTest: true,
  };
  const stranger = callerFor(await makeUser(database, false));
  expect(await failureOf(stranger.stores.create(input))).toMatchObject({
    httpStatus: 412,
    failure: { reason: "email_not_verified" },
  });
  const call = callerFor(owner);
  await call.stores.create(input);
  expect((await call.stores.settings({ store: "second-shop" })).timezone).toBe("Asia/Shanghai");
  expect(await failureOf(call.stores.create(input))).toMatchObject({
    httpStatus: 409,
    failure: { reason: "handle_taken", fields: { handle: "handle_taken" } },
  });
  expect(await call.stores.checkHandle({ handle: "admin" })).toBe("reserved");
  expect((await call.stores.mine()).map(({ handle }) => handle).sort()).toEqual(["second-shop", "the-shop"]);
});

test("input that does not parse names each field", async () => {
  const failure = await failureOf(
    callerFor(null).people.signUp({ name: " ", email: "x", password: "short", locale: "en" }),
  );
  expect(failure).toMatchObject({
    httpStatus: 400,
    failure: {
      reason: "input_invalid",
      fields: { name: "name_missing", email: "email_invalid", password: "password_too_short" },
    },
  });
});

test("a surprise tells nothing but a number", async () => {
  const error = new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: "secret",
    cause: new Error("secret"),
  });
  const shape = appRouter._def._config.errorFormatter({
    error,
    type: "query",
    path: "x",
    input: undefined,
    ctx: requestOf(owner),
    shape: {
      message: "secret",
      code: -32603,
      data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, stack: "secret" },
    },
  });
  expect(JSON.stringify(shape)).not.toContain("secret");
  expect(shape).toMatchObject({ data: { failure: { reason: "internal", number: "ABCD" } } });
});

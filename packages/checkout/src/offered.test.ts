import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { fulfilOrder, getOrderForStaff, getOrderPayments, listOrders } from "@hutong/orders";
import { getAccount, listAttempts, saveAccount, switchAccount } from "@hutong/payments";
import type { AccountConditions } from "@hutong/payments/schemas";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getCheckout, getOrder, settlePayment, submitCheckout } from "./index.ts";
import { markOrderPaid } from "./mark-order-paid.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database);
});

type Customer = Parameters<typeof submitCheckout>[1]["customer"];
const pay = (checkout: string, accountId: string, customer: Customer = null) =>
  submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x", customer });

async function limit(accountId: string, conditions: AccountConditions, kind = "bank-transfer") {
  const { account, values } = await getAccount(shop.staff, { id: accountId });
  const credentials = account.provider === "manual" ? { ...values, kind } : values;
  const { provider, title } = account;
  const outcome = await saveAccount(shop.staff, { id: accountId, provider, title, credentials, conditions });
  expect(outcome.kind).toBe("saved");
}

const methods = async (cart: string, more: Omit<Parameters<typeof getCheckout>[1], "cart"> = {}) =>
  (await getCheckout(shop.buyer, { cart, ...more })).methods.map((method) => method.provider);

describe("ways to pay", () => {
  it.each<[string, AccountConditions, Customer]>([
    ["a country", { countries: ["US"] }, null],
    ["a sum", { amounts: { CNY: { most: 17_999 } } }, null],
    ["a device", { devices: ["desktop"] }, { kind: "phone-browser" }],
  ])("limited by %s are neither listed nor taken, and nothing is lost", async (_, conditions, customer) => {
    const { checkout, cart, total } = await readyCheckout(shop, shop.variants.tin);
    expect(total).toBe(18_000);
    const device = customer ? { device: customer.kind } : {};
    expect(await methods(cart, device)).toEqual(["manual", "test"]);
    await limit(shop.accounts.test, conditions);
    expect(await methods(cart, device)).toEqual(["manual"]);
    await expect(pay(checkout, shop.accounts.test, customer)).rejects.toMatchObject({
      code: "method_not_offered",
    });
    expect(await getCheckout(shop.buyer, { cart })).toMatchObject({ ref: checkout, isReadyToPay: true });
    const [held] =
      await database.owner`select count(*)::int as n from reservations where store_id = ${shop.storeId}`;
    expect(held).toEqual({ n: 0 });
    expect(await pay(checkout, shop.accounts.manual, customer)).toMatchObject({ kind: "placed" });
  });

  it("are there for whoever holds the last unit and comes back, and for nobody else", async () => {
    shop = await openTestShop(database, { answer: "page", stock: 1 });
    const mine = await readyCheckout(shop, shop.variants.tin);
    const other = await readyCheckout(shop, shop.variants.tin);
    await pay(mine.checkout, shop.accounts.test);
    expect(await getCheckout(shop.buyer, { cart: mine.cart })).toMatchObject({ isReadyToPay: true });
    expect(await getCheckout(shop.buyer, { cart: other.cart })).toMatchObject({ isReadyToPay: false });
    const again = await submitCheckout(shop.buyer, {
      checkout: mine.checkout,
      accountId: shop.accounts.manual,
      key: "k2",
      returnUrl: "http://x",
    });
    expect(again).toMatchObject({ kind: "placed" });
  });

  it("are listed with the address that is being typed, and on the device that asks", async () => {
    const { cart } = await readyCheckout(shop, shop.variants.tin);
    await limit(shop.accounts.manual, { countries: ["CN"], devices: ["desktop", "wechat"] });
    expect(await methods(cart)).toEqual(["manual", "test"]);
    expect(await methods(cart, { address: { country: "US" } })).toEqual(["test"]);
    expect(await methods(cart, { device: "wechat" })).toEqual(["manual", "test"]);
    expect(await methods(cart, { device: "phone-browser" })).toEqual(["test"]);
  });

  it("that are switched off are refused in words, while what runs on them is settled", async () => {
    shop = await openTestShop(database, { answer: "page" });
    const { checkout, cart } = await readyCheckout(shop, shop.variants.tin);
    // Nobody listens where the page would be: the attempt stays pending, and its story says so.
    expect(await pay(checkout, shop.accounts.test)).toMatchObject({ kind: "waiting" });
    await switchAccount(shop.staff, { id: shop.accounts.test, isEnabled: false });
    expect(await methods(cart)).toEqual(["manual"]);
    await expect(pay(checkout, shop.accounts.test)).rejects.toMatchObject({ code: "method_unknown" });
    const [attempt] =
      await database.owner`select id, reference_id from payment_attempts where store_id = ${shop.storeId}`;
    const payment = { id: "late", amount: { amount: 18_000, currency: "CNY" } };
    const settled = await settlePayment(shop.platform, {
      attemptId: attempt!.id,
      accountId: shop.accounts.test,
      source: "notice",
      outcome: { kind: "paid", payments: [payment] },
    });
    expect(settled.kind).toBe("placed");
    const [told] = await listAttempts(shop.staff, {
      purpose: "checkout",
      referenceId: attempt!.reference_id,
    });
    expect(told!.story).toMatchObject([
      { kind: "unreached" },
      { kind: "paid", source: "notice", amount: 18_000, currency: "CNY", use: "applied" },
    ]);
  });
});

describe("cash on delivery", () => {
  it("leaves before it is paid, and is paid when the courier brought the money", async () => {
    await limit(shop.accounts.manual, {}, "cash-on-delivery");
    const { checkout } = await readyCheckout(shop, shop.variants.tin);
    const outcome = await pay(checkout, shop.accounts.manual);
    if (outcome.kind !== "placed") throw new Error(outcome.kind);
    expect(await getOrder(shop.buyer, { order: outcome.orderRef })).toMatchObject({
      isOnDelivery: true,
      paymentState: "unpaid",
      instructions: "To account 1.",
    });
    const waiting = await listOrders(shop.staff, { tab: "to_fulfil" });
    expect(waiting.items).toMatchObject([{ isOnDelivery: true, paymentState: "unpaid" }]);
    expect(waiting.counts).toEqual({ toFulfil: 1, unpaid: 1 });
    const { id } = waiting.items[0]!;
    await fulfilOrder(shop.staff, { id });
    expect((await listOrders(shop.staff, { tab: "to_fulfil" })).items).toEqual([]);
    expect((await listOrders(shop.staff, { tab: "unpaid" })).items).toHaveLength(1);
    await markOrderPaid(shop.staff, { orderId: id });
    expect(await getOrderForStaff(shop.staff, { id })).toMatchObject({
      isOnDelivery: true,
      paymentState: "paid",
      fulfilmentState: "fulfilled",
    });
  });

  it("is no bank transfer: an unpaid transfer is not to be fulfilled", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.tin);
    await pay(checkout, shop.accounts.manual);
    expect((await listOrders(shop.staff, { tab: "to_fulfil" })).items).toEqual([]);
  });
});

it("tells an attempt's story with the statements that a checkout takes anyway", async () => {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const { usage } = database.cell;
  const before = { ...usage };
  await pay(checkout, shop.accounts.test, { kind: "desktop" });
  // Locking, taking stock, last statement; and the one that places what was paid at once.
  expect([usage.statements - before.statements, usage.transactions - before.transactions]).toEqual([4, 2]);
  const [order] = (await listOrders(shop.staff, {})).items;
  const { attempts, refunds, refundable } = await getOrderPayments(shop.staff, { id: order!.id });
  expect(attempts).toMatchObject([
    { device: "desktop", state: "paid", story: [{ kind: "paid", source: "answer", use: "applied" }] },
  ]);
  expect([refunds, refundable]).toEqual([[], 18_000]);
});

it("keeps an attempt's story short, whoever presses the button", async () => {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  await pay(checkout, shop.accounts.manual);
  await shop.platform.write(async (tx) => {
    const steps = Array.from({ length: 60 }, () => ({ kind: "unreached" }));
    tx.send(sql`update payment_attempts set story = ${steps}::jsonb where store_id = ${tx.storeId}`);
  });
  const [order] = (await listOrders(shop.staff, {})).items;
  await markOrderPaid(shop.staff, { orderId: order!.id });
  const { attempts } = await getOrderPayments(shop.staff, { id: order!.id });
  expect(attempts[0]).toMatchObject({ state: "paid", isByHand: true });
  expect(attempts[0]!.story).toHaveLength(60);
});

import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { setStock } from "@hutong/inventory";
import { cancelOrder, fulfilOrder, getOrderForStaff, listOrders } from "@hutong/orders";
import { makeRefund } from "@hutong/payments";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { submitCheckout } from "./index.ts";
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

async function order(quantity = 2, method: "test" | "manual" = "test"): Promise<string> {
  const { checkout } = await readyCheckout(shop, shop.variants.tin, quantity);
  const outcome = await submitCheckout(shop.buyer, {
    checkout,
    accountId: shop.accounts[method],
    key: "k",
    returnUrl: "http://x",
  });
  expect(outcome.kind).toBe("placed");
  return (await listOrders(shop.staff, {})).items[0]!.id;
}

const stock = async () =>
  (
    await database.owner`select on_hand, available, committed from stock where store_id = ${shop.storeId} and variant_id = ${shop.variants.tin}`
  )[0];

it("lists orders by tab, number, name and phone", async () => {
  await order();
  await order(1, "manual");
  const all = await listOrders(shop.staff, {});
  expect(all.items.map((item) => [item.number, item.paymentState])).toEqual([
    [1002, "unpaid"],
    [1001, "paid"],
  ]);
  expect(all.counts).toEqual({ toFulfil: 1, unpaid: 1 });
  expect((await listOrders(shop.staff, { tab: "unpaid" })).items).toHaveLength(1);
  expect((await listOrders(shop.staff, { query: "#1001" })).items.map((item) => item.number)).toEqual([1001]);
  expect((await listOrders(shop.staff, { query: "林若" })).items).toHaveLength(2);
  expect((await listOrders(shop.staff, { query: "lin@ex" })).items).toHaveLength(2);
  expect((await listOrders(shop.staff, { query: "nobody" })).items).toHaveLength(0);
  const first = await listOrders(shop.staff, { limit: 1 });
  expect((await listOrders(shop.staff, { limit: 1, before: first.nextBefore! })).items[0]!.number).toBe(1001);
});

it("leaves in parts, takes the goods out of the house, and knows a repeated key", async () => {
  const id = await order(3);
  const [line] = (await getOrderForStaff(shop.staff, { id })).lines;
  const part = {
    id,
    key: "press-1",
    lines: [{ lineId: line!.id, quantity: 1 }],
    carrier: "SF",
    trackingNumber: "SF1",
  };
  const once = await fulfilOrder(shop.staff, part);
  expect(await fulfilOrder(shop.staff, part)).toEqual(once);
  await expect(fulfilOrder(shop.staff, { ...part, carrier: "YTO" })).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
  expect(await stock()).toEqual({ on_hand: 9, available: 7, committed: 2 });
  await expect(
    fulfilOrder(shop.staff, { id, lines: [{ lineId: line!.id, quantity: 3 }] }),
  ).rejects.toMatchObject({ code: "fulfil_too_many" });
  await fulfilOrder(shop.staff, { id });
  const after = await getOrderForStaff(shop.staff, { id });
  expect(after).toMatchObject({
    fulfilmentState: "fulfilled",
    can: { fulfil: { reason: "order_already_fulfilled" }, cancel: { reason: "order_already_shipped" } },
  });
  expect(after.events.map((event) => event.kind)).toEqual([
    "order.placed",
    "order.paid",
    "order.fulfilled",
    "order.fulfilled",
  ]);
  expect(await stock()).toEqual({ on_hand: 7, available: 7, committed: 0 });
});

it("cancelled: the goods are for sale again and the money goes back, once", async () => {
  const id = await order();
  await cancelOrder(shop.staff, { id });
  await expect(cancelOrder(shop.staff, { id })).rejects.toMatchObject({ code: "order_cancelled" });
  expect(await stock()).toEqual({ on_hand: 10, available: 10, committed: 0 });
  const refunds = await database.owner`select id from refunds where store_id = ${shop.storeId}`;
  expect(refunds).toHaveLength(1);
  await makeRefund(shop.platform, { refundId: refunds[0]!.id });
  await makeRefund(shop.platform, { refundId: refunds[0]!.id });
  const sums =
    await database.owner`select account, sum(amount)::int as sum from ledger_entries where store_id = ${shop.storeId} group by 1 order by 1`;
  expect(sums.map((row) => [String(row.account).split(":")[0], row.sum])).toEqual([
    ["clearing", 0],
    ["refunds", 34800],
    ["sales", -34800],
  ]);
  expect(await getOrderForStaff(shop.staff, { id })).toMatchObject({
    state: "cancelled",
    paymentState: "refunded",
    refunded: 34800,
  });
});

it("gives no money back for a role that may not refund: it cancels what nobody paid or reserved", async () => {
  const clerk = shop.staff.as({
    actor: { kind: "staff", id: "01890000-0000-7000-8000-000000000002", role: "staff" },
  });
  const forbidden = { allowed: false, reason: "forbidden" };
  const paid = await order(1);
  expect((await getOrderForStaff(clerk, { id: paid })).can.cancel).toEqual(forbidden);
  await expect(cancelOrder(clerk, { id: paid })).rejects.toMatchObject({ code: "forbidden" });
  expect(await stock()).toEqual({ on_hand: 10, available: 9, committed: 1 });
  expect(await database.owner`select id from refunds where store_id = ${shop.storeId}`).toHaveLength(0);

  const unpaid = await order(1, "manual");
  await database.owner`insert into payment_authorizations (store_id, attempt_id, account_id, provider_authorization_id, amount, currency,
      state, created_at, updated_at)
    select store_id, id, account_id, 'hold-1', amount, currency, 'held', now(), now() from payment_attempts
    where store_id = ${shop.storeId} and account_id = ${shop.accounts.manual}`;
  expect((await getOrderForStaff(clerk, { id: unpaid })).can.cancel).toEqual(forbidden);
  await expect(cancelOrder(clerk, { id: unpaid })).rejects.toMatchObject({ code: "forbidden" });
  await database.owner`update payment_authorizations set state = 'voided' where store_id = ${shop.storeId}`;
  expect((await getOrderForStaff(clerk, { id: unpaid })).can.cancel.allowed).toBe(true);
  await cancelOrder(clerk, { id: unpaid });

  expect((await getOrderForStaff(shop.staff, { id: paid })).can.cancel.allowed).toBe(true);
  await cancelOrder(shop.staff, { id: paid });
  expect(await stock()).toEqual({ on_hand: 10, available: 10, committed: 0 });
});

it("leaves a refund pending that staff make by hand: there is nobody to ask", async () => {
  const id = await order(1, "manual");
  await markOrderPaid(shop.staff, { orderId: id });
  await cancelOrder(shop.staff, { id });
  const [refund] = await database.owner`
    select id from refunds where store_id = ${shop.storeId} and state = 'pending' order by created_at desc limit 1`;
  expect(await makeRefund(shop.platform, { refundId: refund!.id })).toMatchObject({ kind: "pending" });
});

it("asks for the permission, and knows no other store's order", async () => {
  const id = await order();
  const other = await openTestShop(database);
  await expect(getOrderForStaff(other.staff, { id })).rejects.toMatchObject({ code: "order_not_found" });
  await expect(fulfilOrder(other.staff, { id })).rejects.toMatchObject({ code: "order_not_found" });
  await expect(cancelOrder(other.staff, { id })).rejects.toMatchObject({ code: "order_not_found" });
  await expect(getOrderForStaff(shop.buyer, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(fulfilOrder(shop.buyer, { id })).rejects.toMatchObject({ code: "forbidden" });
});

it("keeps what may be oversold for sale below zero, and ships what was sold before it was tracked", async () => {
  await setStock(shop.platform, [{ variantId: shop.variants.tin, available: 1, mayOversell: true }]);
  const id = await order(3);
  expect(await stock()).toEqual({ on_hand: 1, available: -2, committed: 3 });
  const [variant] =
    await database.owner`select is_available from variants where store_id = ${shop.storeId} and id = ${shop.variants.tin}`;
  expect(variant).toEqual({ is_available: true });
  await fulfilOrder(shop.staff, { id });
  const { checkout } = await readyCheckout(shop, shop.variants.card, 2);
  await submitCheckout(shop.buyer, {
    checkout,
    accountId: shop.accounts.test,
    key: "k",
    returnUrl: "http://x",
  });
  await setStock(shop.platform, [{ variantId: shop.variants.card, available: 5 }]);
  await fulfilOrder(shop.staff, { id: (await listOrders(shop.staff, {})).items[0]!.id });
  const [card] =
    await database.owner`select on_hand, available, committed from stock where store_id = ${shop.storeId} and variant_id = ${shop.variants.card}`;
  expect(card).toEqual({ on_hand: 5, available: 5, committed: 0 });
});

import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import {
  cancelOrder,
  getOrderForStaff,
  getOrderPayments,
  listOrders,
  listWaitingRefunds,
  recountRefunds,
  refundOrder,
  retryRefund,
} from "@hutong/orders";
import { closeFailedRefund, confirmRefund, makeRefund, recordRefundFact } from "@hutong/payments";
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

const total = 18_000;

/** An order of one tin, paid. */
async function paidOrder(method: "test" | "manual" = "test"): Promise<string> {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const accountId = shop.accounts[method];
  await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://x" });
  const { id } = (await listOrders(shop.staff, {})).items[0]!;
  if (method === "manual") await markOrderPaid(shop.staff, { orderId: id });
  return id;
}

let keys = 0;
async function refund(id: string, amount: number, key = `key-${++keys}`): Promise<string> {
  const { refundIds } = await refundOrder(shop.staff, { id, amount, key, note: "a dent" });
  expect(refundIds).toHaveLength(1);
  return refundIds[0]!;
}

const money = async (id: string) => {
  const { paid, refunded, paymentState } = await getOrderForStaff(shop.staff, { id });
  return { paid, refunded, paymentState };
};
const ledger = async () => {
  const rows = await database.owner`select account, sum(amount)::int as sum from ledger_entries
    where store_id = ${shop.storeId} group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ account, sum }) => [account.replace(/:.*/, ""), sum]));
};
const jobs = async (kind: string) =>
  (await database.owner`select payload from outbox where store_id = ${shop.storeId} and kind = ${kind}`).map(
    ({ payload }) => payload as { refundId: string },
  );

/** The provider's word that a refund failed, as a notice brings it. */
async function fail(id: string, refundId: string): Promise<void> {
  const [row] = await database.owner`select r.request_key, p.attempt_id from refunds r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id where r.id = ${refundId}`;
  await recordRefundFact(shop.platform, {
    kind: "refund",
    accountId: shop.accounts.test,
    attemptId: row!.attempt_id,
    requestKey: row!.request_key,
    outcome: {
      kind: "failed",
      merchant: { "zh-CN": "余额不足，请充值后再退。", en: "Top up, then try again." },
    },
  });
  for (const payload of await jobs("refund-failed")) await recountRefunds(shop.platform, payload);
  expect((await money(id)).paymentState).not.toBe("refunded");
}

it("is not done because a notice speaks of another sum or currency", async () => {
  const id = await paidOrder();
  const refundId = await refund(id, 5_000);
  const [row] = await database.owner`select r.request_key, p.attempt_id from refunds r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id where r.id = ${refundId}`;
  const told = { kind: "refund" as const, attemptId: row!.attempt_id, requestKey: row!.request_key };
  const outcome = { kind: "succeeded" as const, refundId: "bank-1" };
  const tell = (amount: number, currency = "CNY") =>
    recordRefundFact(shop.platform, {
      ...told,
      accountId: shop.accounts.test,
      amount: { amount, currency },
      outcome,
    });
  const state = async () =>
    (await database.owner`select state from refunds where id = ${refundId}`)[0]!.state;
  for (const [amount, currency] of [[4_999], [5_001], [5_000, "USD"]] as const)
    expect(await tell(amount, currency)).toBe(false);
  expect(await state()).toBe("pending");
  expect(await tell(5_000)).toBe(true);
  expect(await state()).toBe("succeeded");
});

it("is made by amount, several times, until nothing is left; the ledger says the same", async () => {
  const id = await paidOrder();
  await makeRefund(shop.platform, { refundId: await refund(id, 5_000) });
  expect(await money(id)).toEqual({ paid: total, refunded: 5_000, paymentState: "partially_refunded" });
  expect((await getOrderPayments(shop.staff, { id })).refundable).toBe(13_000);
  await expect(refund(id, 13_001)).rejects.toMatchObject({
    code: "refund_too_large",
    params: { left: 13_000 },
  });
  await makeRefund(shop.platform, { refundId: await refund(id, 13_000) });
  expect(await money(id)).toEqual({ paid: total, refunded: total, paymentState: "refunded" });
  await expect(refund(id, 1)).rejects.toMatchObject({ code: "order_already_refunded" });
  expect(await ledger()).toEqual({ clearing: 0, refunds: total, sales: -total });
  const { refunds } = await getOrderPayments(shop.staff, { id });
  expect(refunds.map(({ amount, state, note }) => [amount, state, note])).toEqual([
    [13_000, "succeeded", "a dent"],
    [5_000, "succeeded", "a dent"],
  ]);
  // One letter for each, when the money has gone.
  expect(await jobs("refund-made")).toHaveLength(2);
});

it("is one refund however often the button is pressed", async () => {
  const id = await paidOrder();
  const press = () => refundOrder(shop.staff, { id, amount: 5_000, key: "once" });
  const answers = await Promise.all([press(), press(), press()]);
  expect(new Set(answers.map(({ refundIds }) => refundIds.join())).size).toBe(1);
  expect((await getOrderPayments(shop.staff, { id })).refunds).toHaveLength(1);
  expect((await money(id)).refunded).toBe(5_000);
  await expect(refundOrder(shop.staff, { id, amount: 6_000, key: "once" })).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
});

it("never gives back more than came in, though many press at once", async () => {
  const id = await paidOrder();
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => refund(id, 7_000)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect((await getOrderPayments(shop.staff, { id })).refundable).toBe(4_000);
});

it("that failed counts no more, says what to do, and is tried again once", async () => {
  const id = await paidOrder();
  const failed = await refund(id, total);
  await fail(id, failed);
  expect(await money(id)).toEqual({ paid: total, refunded: 0, paymentState: "paid" });
  const [row] = (await getOrderPayments(shop.staff, { id })).refunds;
  expect(row).toMatchObject({
    state: "failed",
    isRetried: false,
    merchantNote: { en: "Top up, then try again." },
  });
  await Promise.all([retryRefund(shop.staff, { id: failed }), retryRefund(shop.staff, { id: failed })]);
  expect(await money(id)).toEqual({ paid: total, refunded: total, paymentState: "refunded" });
  const { refunds } = await getOrderPayments(shop.staff, { id });
  expect(refunds.map(({ state, isRetried }) => [state, isRetried])).toEqual([
    ["pending", false],
    ["failed", true],
  ]);
  await expect(retryRefund(shop.staff, { id: refunds[0]!.id })).rejects.toMatchObject({
    code: "refund_not_failed",
  });
  await makeRefund(shop.platform, { refundId: refunds[0]!.id });
  expect(await ledger()).toEqual({ clearing: 0, refunds: total, sales: -total });
});

it("that failed after it looked fine is taken back, once, and waits for a person", async () => {
  const id = await paidOrder();
  const refundId = await refund(id, 5_000);
  await makeRefund(shop.platform, { refundId });
  expect(await ledger()).toEqual({ clearing: 13_000, refunds: 5_000, sales: -total });
  await Promise.all([fail(id, refundId), fail(id, refundId), fail(id, refundId)]);
  expect(await money(id)).toEqual({ paid: total, refunded: 0, paymentState: "paid" });
  expect(await ledger()).toEqual({ clearing: total, refunds: 0, sales: -total });
  const { refunds, refundable } = await getOrderPayments(shop.staff, { id });
  expect(refunds).toMatchObject([
    { state: "failed", isReturned: true, merchantNote: { en: "Top up, then try again." } },
  ]);
  expect(refundable).toBe(total);
  expect(await listWaitingRefunds(shop.staff)).toMatchObject([
    { id: refundId, amount: 5_000, isReturned: true, order: { id } },
  ]);
  expect(await jobs("refund-failed")).toHaveLength(1);
  // Its earlier success, told late, does not make it one again.
  await makeRefund(shop.platform, { refundId });
  expect((await money(id)).refunded).toBe(0);
  await retryRefund(shop.staff, { id: refundId });
  expect(await listWaitingRefunds(shop.staff)).toEqual([]);
  expect((await money(id)).refunded).toBe(5_000);
});

it("that failed waits for a person until it is dealt with, once", async () => {
  const id = await paidOrder();
  const refundId = await refund(id, 5_000);
  await expect(closeFailedRefund(shop.staff, { id: refundId })).rejects.toMatchObject({
    code: "refund_not_failed",
  });
  await fail(id, refundId);
  expect(await listWaitingRefunds(shop.staff)).toMatchObject([
    { id: refundId, kind: "failed", isReturned: false },
  ]);
  const close = () => closeFailedRefund(shop.staff, { id: refundId });
  await Promise.all([close(), close()]);
  expect(await listWaitingRefunds(shop.staff)).toEqual([]);
  const events =
    await database.owner`select 1 from events where store_id = ${shop.storeId} and kind = 'refund.closed'`;
  expect(events).toHaveLength(1);
});

it("of money that came by hand waits until staff gave it back", async () => {
  const id = await paidOrder("manual");
  const refundId = await refund(id, 6_000);
  expect(await makeRefund(shop.platform, { refundId })).toMatchObject({ kind: "pending" });
  expect((await getOrderPayments(shop.staff, { id })).refunds[0]).toMatchObject({
    isByHand: true,
    state: "pending",
  });
  expect(await listWaitingRefunds(shop.staff)).toMatchObject([
    { id: refundId, kind: "by-hand", order: { id }, amount: 6_000 },
  ]);
  await Promise.all([
    confirmRefund(shop.staff, { id: refundId }),
    confirmRefund(shop.staff, { id: refundId }),
  ]);
  expect(await ledger()).toEqual({ clearing: 12_000, refunds: 6_000, sales: -total });
  expect(await jobs("refund-made")).toEqual([{ refundId }]);
  expect(await listWaitingRefunds(shop.staff)).toEqual([]);
});

it("that a provider leaves pending is listed when the merchant has something to do, no sooner", async () => {
  const id = await paidOrder();
  const refundId = await refund(id, 6_000);
  expect(await listWaitingRefunds(shop.staff)).toEqual([]);
  const merchantNote = { en: "The balance is too low: top it up." };
  await database.owner`update refunds set merchant_note = ${database.owner.json(merchantNote)}
    where store_id = ${shop.storeId} and id = ${refundId}`;
  expect(await listWaitingRefunds(shop.staff)).toMatchObject([
    { id: refundId, kind: "noted", merchantNote, order: { id }, amount: 6_000 },
  ]);
  await makeRefund(shop.platform, { refundId });
  expect(await listWaitingRefunds(shop.staff)).toEqual([]);
});

it("of a provider's money is not for staff to confirm", async () => {
  const id = await paidOrder();
  const refundId = await refund(id, 6_000);
  await expect(confirmRefund(shop.staff, { id: refundId })).rejects.toMatchObject({
    code: "refund_not_by_hand",
  });
});

it("in part leaves the rest to a cancellation, though the part is still on its way", async () => {
  const id = await paidOrder();
  await refund(id, 5_000);
  await cancelOrder(shop.staff, { id });
  expect(await money(id)).toEqual({ paid: total, refunded: total, paymentState: "refunded" });
  const { refunds, refundable } = await getOrderPayments(shop.staff, { id });
  expect(refunds.map(({ amount }) => amount).sort()).toEqual([13_000, 5_000]);
  expect(refundable).toBe(0);
});

it("is refused for an order that nobody paid, and to staff without the right", async () => {
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  await submitCheckout(shop.buyer, {
    checkout,
    accountId: shop.accounts.manual,
    key: "k",
    returnUrl: "http://x",
  });
  const { id } = (await listOrders(shop.staff, {})).items[0]!;
  await expect(refund(id, 1)).rejects.toMatchObject({ code: "order_unpaid" });
  const helper = shop.staff.as({
    actor: { kind: "staff", id: "01890000-0000-7000-8000-000000000002", role: "staff" },
  });
  await expect(refundOrder(helper, { id, amount: 1, key: "x" })).rejects.toMatchObject({ code: "forbidden" });
});

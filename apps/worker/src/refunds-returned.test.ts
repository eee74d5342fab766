import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { getOrderForStaff, listWaitingRefunds, recountRefunds, refundOrder } from "@hutong/orders";
import { makeRefund } from "@hutong/payments";
import { createRefund, endRefund, type Simulator, startSimulator } from "@hutong/simulator-stripe";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openStripeShop, type StripeSale, type StripeShop } from "./testing/stripe-shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
});

let database: TestDatabase;
let simulator: Simulator;
let shop: StripeShop;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});
beforeEach(async () => {
  simulator.platform.faults.refundsBegin = "succeeded";
  shop = await openStripeShop(database, simulator);
});

const fee = Math.round((6200 * 29) / 1000) + 30;

/** Gives back a part of an order; answers Stripe's refund. */
async function giveBack(sale: StripeSale, amount: number) {
  const { refundIds } = await refundOrder(shop.staff, { id: sale.orderId, amount, key: `k-${amount}` });
  await makeRefund(shop.platform, { refundId: refundIds[0]! }).catch((error: Error) => {
    if (!error.message.includes("pending")) throw error;
  });
  return [...simulator.platform.books.refunds.values()].at(-1)!;
}

async function recount() {
  const rows = await database.owner`select payload->>'refundId' as id from outbox
    where store_id = ${shop.storeId} and kind = 'refund-failed'`;
  for (const { id } of rows) await recountRefunds(shop.platform, { refundId: id });
  return rows.length;
}

it("that fails days after it looked fine is taken back when Stripe says so, and both bills equal the ledger", async () => {
  const sale = await shop.sell();
  const refund = await giveBack(sale, 2000);
  await shop.tell(shop.takeEvents());
  const first = shop.day();
  shop.passTo(1, 12);
  expect((await shop.reconcile(first)).bill.isBalanced).toBe(true);
  endRefund(simulator.platform, refund, "failed");
  const events = shop.takeEvents();
  await shop.tell([...events, ...events]);
  expect(await recount()).toBe(1);
  expect(await getOrderForStaff(shop.staff, { id: sale.orderId })).toMatchObject({
    refunded: 0,
    paymentState: "paid",
  });
  expect(await listWaitingRefunds(shop.staff)).toMatchObject([
    { amount: 2000, isReturned: true, order: { id: sale.orderId } },
  ]);
  const second = shop.day();
  shop.passTo(1, 12);
  const { bill } = await shop.reconcile(second);
  expect(bill).toMatchObject({ isBalanced: true, open: 0 });
  expect(bill.totals).toMatchObject([{ bill: { refunds: -2000 }, ledger: { refunds: -2000 } }]);
  expect((await shop.reconcile(first)).bill).toMatchObject({ isBalanced: true, open: 0 });
  expect(await shop.ledger()).toEqual({ clearing: 6200 - fee, fees: fee, refunds: 0, sales: -6200 });
});

it("whose failure nobody told us of is found in the bill, and taken back", async () => {
  const sale = await shop.sell();
  const refund = await giveBack(sale, 2000);
  const first = shop.day();
  shop.passTo(1, 12);
  await shop.reconcile(first);
  endRefund(simulator.platform, refund, "failed");
  const second = shop.day();
  shop.passTo(1, 12);
  const { bill } = await shop.reconcile(second);
  expect(await shop.found(second)).toEqual(["refund_returned healed refund_taken_back"]);
  expect(bill.isBalanced).toBe(true);
  await recount();
  expect(await getOrderForStaff(shop.staff, { id: sale.orderId })).toMatchObject({ refunded: 0 });
  expect((await listWaitingRefunds(shop.staff))[0]!.merchantNote).toMatchObject({
    en: expect.stringMatching(/bill/),
  });
});

it("that never looked fine, and whose money went out and came back at Stripe, is in the ledger both ways", async () => {
  const sale = await shop.sell();
  simulator.platform.faults.refundsBegin = "pending";
  const refund = await giveBack(sale, 2000);
  const first = shop.day();
  shop.passTo(1, 12);
  await shop.reconcile(first);
  expect(await shop.found(first)).toEqual(["refund_unsettled open refund_pending"]);
  endRefund(simulator.platform, refund, "failed");
  await shop.tell(shop.takeEvents());
  const second = shop.day();
  shop.passTo(1, 12);
  const { bill } = await shop.reconcile(second);
  expect(await shop.found(second)).toEqual(["refund_returned healed refund_taken_back"]);
  expect(bill.isBalanced).toBe(true);
  expect(await shop.found(first)).toEqual(["refund_unsettled healed agrees_now"]);
  expect((await shop.reconcile(first)).bill).toMatchObject({ isBalanced: true, open: 0 });
  expect(await shop.ledger()).toMatchObject({ clearing: 6200 - fee, refunds: 0 });
});

it("made on Stripe's pages that failed there is recorded and taken back, in one bill", async () => {
  const sale = await shop.sell();
  const merchant = simulator.platform.merchants.get(shop.secretKey)!;
  createRefund(simulator.platform, merchant, { payment_intent: sale.intentId, amount: "700" });
  endRefund(simulator.platform, [...simulator.platform.books.refunds.values()].at(-1)!, "failed");
  const first = shop.day();
  shop.passTo(1, 12);
  const { bill } = await shop.reconcile(first);
  expect(await shop.found(first)).toEqual([
    "refund_returned healed refund_taken_back",
    "refund_unrecorded healed refund_recorded",
  ]);
  expect(bill).toMatchObject({ isBalanced: true, open: 0 });
  await recount();
  expect(await getOrderForStaff(shop.staff, { id: sale.orderId })).toMatchObject({
    refunded: 0,
    paymentState: "paid",
  });
});

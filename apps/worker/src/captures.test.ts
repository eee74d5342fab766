import {
  markOrderPaid,
  queryAttempts,
  settleAuthorization,
  settlePayment,
  submitCheckout,
} from "@hutong/checkout";
import { readyCheckout } from "@hutong/checkout/testing";
import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import {
  cancelOrder,
  captureOrder,
  fulfilOrder,
  getOrderForStaff,
  getOrderPayments,
  listOrders,
  refundOrder,
} from "@hutong/orders";
import { connectAccount, getLosses, makeRefund, saveAccount } from "@hutong/payments";
import { type Simulator, startSimulator, tick } from "@hutong/simulator-stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openStripeShop, type StripeShop } from "./testing/stripe-shop.ts";

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
  simulator.platform.faults.answers = [];
  shop = await openStripeShop(database, simulator, { capture: "by-hand" });
});

const total = 6200;
const seen = async (id: string) => {
  const { state, paymentState, paid, refunded, authorization } = await getOrderForStaff(shop.staff, { id });
  return { state, paymentState, paid, refunded, reserved: authorization?.state };
};
const intentOf = (id: string) => simulator.platform.books.intents.get(id)!;

/** Does what was asked of reserved money, as the worker does. */
async function work(): Promise<number> {
  const rows =
    await database.owner`delete from outbox where store_id = ${shop.storeId} and kind = 'authorization'
    returning payload->>'attemptId' as id`;
  for (const { id } of rows) await settleAuthorization(shop.platform, { attemptId: id });
  return rows.length;
}

describe("an order whose money is reserved", () => {
  it("is placed and not paid, with nothing in the ledger, until it is captured; then the bill equals the ledger", async () => {
    const sale = await shop.sell();
    expect(await seen(sale.orderId)).toEqual({
      state: "open",
      paymentState: "authorized",
      paid: 0,
      refunded: 0,
      reserved: "held",
    });
    expect(await shop.ledger()).toEqual({});
    expect((await listOrders(shop.staff, { tab: "to_fulfil" })).items).toHaveLength(1);
    expect((await listOrders(shop.staff, { tab: "unpaid" })).items).toEqual([]);
    const { expiresAt, ...reserved } = (await getOrderForStaff(shop.staff, { id: sale.orderId }))
      .authorization!;
    expect(reserved).toMatchObject({ amount: total, currency: "CNY", state: "held" });
    expect(expiresAt!.getTime() - shop.clock.now().getTime()).toBeGreaterThan(6 * 86_400_000);
    expect(await getLosses(shop.staff, { days: 1 })).toMatchObject({ checkouts: { tried: 1, paid: 1 } });

    await captureOrder(shop.staff, { id: sale.orderId });
    expect(await seen(sale.orderId)).toMatchObject({ paymentState: "authorized", reserved: "capturing" });
    await work();
    await shop.tell(shop.takeEvents());
    expect(await seen(sale.orderId)).toMatchObject({
      paymentState: "paid",
      paid: total,
      reserved: "captured",
    });
    const { attempts } = await getOrderPayments(shop.staff, { id: sale.orderId });
    expect(attempts[0]!.story.map(({ kind }) => kind)).toEqual(["action", "authorized", "paid"]);
    const day = shop.day();
    shop.passTo(1, 12);
    expect((await shop.reconcile(day)).bill).toMatchObject({ isBalanced: true, open: 0 });
  });

  it("is captured once, pressed twice, by two people, and when the answer was lost", async () => {
    const sale = await shop.sell();
    await Promise.all([1, 2].map(() => captureOrder(shop.staff, { id: sale.orderId })));
    simulator.platform.faults.answers = [{ on: "/capture", fault: { kind: "break-after" } }];
    const [row] = await database.owner`select payload->>'attemptId' as id from outbox
      where store_id = ${shop.storeId} and kind = 'authorization' limit 1`;
    await expect(settleAuthorization(shop.platform, { attemptId: row!.id })).rejects.toThrow();
    await Promise.all([work(), settleAuthorization(shop.platform, { attemptId: row!.id })]);
    expect(await seen(sale.orderId)).toMatchObject({ paymentState: "paid", paid: total });
    expect(await shop.ledger()).toEqual({ clearing: total, sales: -total });
    await expect(captureOrder(shop.staff, { id: sale.orderId })).rejects.toMatchObject({
      code: "order_already_paid",
    });
  });

  it("is captured in part: the rest goes back, and what was taken can be given back", async () => {
    const sale = await shop.sell();
    const tooMuch = captureOrder(shop.staff, { id: sale.orderId, amount: total + 1 });
    await expect(tooMuch).rejects.toMatchObject({ code: "capture_too_large", params: { left: total } });
    await captureOrder(shop.staff, { id: sale.orderId, amount: 5000 });
    // Before it is done another amount may be asked for.
    await captureOrder(shop.staff, { id: sale.orderId, amount: 4000 });
    await work();
    expect(await seen(sale.orderId)).toMatchObject({ paymentState: "partially_paid", paid: 4000 });
    expect(intentOf(sale.intentId)).toMatchObject({ status: "succeeded" });
    expect(await shop.ledger()).toEqual({ clearing: 4000, sales: -4000 });
    const refund = async (amount: number) => {
      const { refundIds } = await refundOrder(shop.staff, { id: sale.orderId, amount, key: `r${amount}` });
      return await makeRefund(shop.platform, { refundId: refundIds[0]! });
    };
    await expect(refund(4001)).rejects.toMatchObject({ code: "refund_too_large" });
    expect((await refund(1500)).kind).toBe("succeeded");
    expect(await seen(sale.orderId)).toMatchObject({ paymentState: "partially_refunded", refunded: 1500 });
    expect((await refund(2500)).kind).toBe("succeeded");
    expect(await seen(sale.orderId)).toMatchObject({ paymentState: "refunded", refunded: 4000 });
  });

  it("that is cancelled lets the money go, and gives the goods back", async () => {
    const sale = await shop.sell(shop.variants.tin);
    const stock = async () =>
      (
        await database.owner`select available, committed from stock where store_id = ${shop.storeId}
        and variant_id = ${shop.variants.tin}`
      )[0];
    expect(await stock()).toEqual({ available: 9, committed: 1 });
    await cancelOrder(shop.staff, { id: sale.orderId });
    await expect(captureOrder(shop.staff, { id: sale.orderId })).rejects.toMatchObject({
      code: "order_cancelled",
    });
    await work();
    await shop.tell(shop.takeEvents());
    expect(intentOf(sale.intentId).status).toBe("canceled");
    expect(await seen(sale.orderId)).toEqual({
      state: "cancelled",
      paymentState: "unpaid",
      paid: 0,
      refunded: 0,
      reserved: "voided",
    });
    expect(await stock()).toEqual({ available: 10, committed: 0 });
    expect(await shop.ledger()).toEqual({});
  });

  it("that was cancelled while it was captured gives all of it back", async () => {
    const sale = await shop.sell();
    await captureOrder(shop.staff, { id: sale.orderId });
    // Stripe takes it; its answer and its notice are on their way when staff cancel.
    simulator.platform.faults.answers = [{ on: "/capture", fault: { kind: "break-after" } }];
    await expect(work()).rejects.toThrow();
    await cancelOrder(shop.staff, { id: sale.orderId });
    await work();
    expect(await seen(sale.orderId)).toMatchObject({ state: "cancelled", paid: 0, reserved: "captured" });
    const refunds =
      await database.owner`select id, amount::int, reason from refunds where store_id = ${shop.storeId}`;
    expect(refunds).toMatchObject([{ amount: total, reason: "surplus" }]);
    expect((await makeRefund(shop.platform, { refundId: refunds[0]!.id })).kind).toBe("succeeded");
    const { clearing, sales = 0 } = await shop.ledger();
    expect([clearing, sales]).toEqual([0, 0]);
  });

  it("is unpaid when it lapsed, though nobody told us, and nobody may say that it was paid by hand", async () => {
    const sale = await shop.sell();
    shop.passTo(8, 12);
    await tick(simulator.platform);
    await queryAttempts(shop.platform);
    expect(await seen(sale.orderId)).toMatchObject({
      state: "open",
      paymentState: "unpaid",
      reserved: "voided",
    });
    await expect(markOrderPaid(shop.staff, { orderId: sale.orderId })).rejects.toMatchObject({
      code: "payment_not_by_hand",
    });
    await expect(captureOrder(shop.staff, { id: sale.orderId })).rejects.toMatchObject({
      code: "order_not_authorized",
    });
    expect((await getOrderForStaff(shop.staff, { id: sale.orderId })).can).toMatchObject({
      markPaid: { reason: "payment_not_by_hand" },
      capture: { allowed: false },
      cancel: { allowed: true },
    });
    await cancelOrder(shop.staff, { id: sale.orderId });
    expect(await work()).toBe(0);
  });

  it("is asked about again and again until it ends, and is not closed for its age", async () => {
    const sale = await shop.sell();
    for (let days = 0; days < 6; days += 1) {
      shop.passTo(1, 6);
      await queryAttempts(shop.platform);
    }
    expect(await seen(sale.orderId)).toMatchObject({ paymentState: "authorized" });
    const [row] =
      await database.owner`select queries, query_at from payment_attempts where store_id = ${shop.storeId}`;
    expect(row!.queries).toBeGreaterThanOrEqual(5);
    expect(row!.query_at).not.toBeNull();
    expect(intentOf(sale.intentId).status).toBe("requires_capture");
  });

  it("may be captured in two parcels' time: when the last one leaves, and not before", async () => {
    shop = await openStripeShop(database, simulator, { capture: "on-fulfilment" });
    const sale = await shop.sell(shop.variants.tin, 2);
    const { lines } = await getOrderForStaff(shop.staff, { id: sale.orderId });
    const parcel = { id: sale.orderId, lines: [{ lineId: lines[0]!.id, quantity: 1 }] };
    await fulfilOrder(shop.staff, parcel);
    expect(await work()).toBe(0);
    await fulfilOrder(shop.staff, parcel);
    expect(await work()).toBe(1);
    const { paymentState, events } = await getOrderForStaff(shop.staff, { id: sale.orderId });
    expect(paymentState).toBe("paid");
    expect(events.map(({ kind }) => kind)).toContain("order.capture_requested");
  });
});

describe("money that was reserved for nothing", () => {
  const reserve = async (attemptId: string, amount: number, id = `pi_${attemptId}`) =>
    await settlePayment(shop.platform, {
      attemptId,
      accountId: shop.stripe,
      source: "notice",
      outcome: { kind: "authorized", authorization: { id, amount: money(amount, "CNY"), expiresAt: null } },
    });
  async function begin(variant: string, checkout?: string) {
    const ready = checkout ? { checkout } : await readyCheckout(shop, variant);
    const way = { accountId: shop.stripe, key: "k", returnUrl: "http://x.localhost/return" };
    await submitCheckout(shop.buyer, { ...way, checkout: ready.checkout, customer: { kind: "desktop" } });
    const [row] = await database.owner`select id from payment_attempts where store_id = ${shop.storeId}
      order by created_at desc, id desc limit 1`;
    return { checkout: ready.checkout, attemptId: row!.id as string };
  }
  const orders = async () => (await listOrders(shop.staff, {})).items.length;
  const asked = async () =>
    (
      await database.owner`select state from payment_authorizations where store_id = ${shop.storeId} order by created_at`
    ).map(({ state }) => state);

  it.each([
    ["another sum", 6199],
    ["more than was asked for", 6201],
  ])("(%s) makes no order, and is let go", async (_, amount) => {
    const { attemptId } = await begin(shop.variants.card);
    expect(await reserve(attemptId, amount)).toEqual({ kind: "refunded", orderId: null });
    expect([await orders(), await asked()]).toEqual([0, ["voiding"]]);
    expect(await reserve(attemptId, amount)).toMatchObject({ kind: "known" });
  });

  it("(told ten times at once) is one order", async () => {
    const { attemptId } = await begin(shop.variants.card);
    const told = await Promise.all(Array.from({ length: 10 }, () => reserve(attemptId, total)));
    expect(told.filter(({ kind }) => kind === "placed")).toHaveLength(1);
    expect([await orders(), await asked()]).toEqual([1, ["held"]]);
  });

  it("(sold out meanwhile) is let go; where there are goods the late order is made", async () => {
    const { attemptId } = await begin(shop.variants.tin);
    const lateToo = await begin(shop.variants.bag);
    await database.owner`update reservations set state = 'released' where store_id = ${shop.storeId}`;
    await database.owner`update checkouts set state = 'expired' where store_id = ${shop.storeId}`;
    await database.owner`update stock set reserved = 0, available = case when variant_id = ${shop.variants.bag} then 10 else 0 end,
      on_hand = case when variant_id = ${shop.variants.bag} then 10 else 0 end where store_id = ${shop.storeId}`;
    const sums =
      await database.owner`select id, amount::int from payment_attempts where store_id = ${shop.storeId}`;
    const sumOf = (id: string) => sums.find((one) => one.id === id)!.amount;
    expect(await reserve(attemptId, sumOf(attemptId))).toEqual({ kind: "refunded", orderId: null });
    expect(await reserve(lateToo.attemptId, sumOf(lateToo.attemptId))).toMatchObject({ kind: "placed" });
    expect(await asked()).toEqual(["voiding", "held"]);
  });

  it("(a second time for one checkout) leaves the one order, and is let go", async () => {
    const first = await begin(shop.variants.card);
    // From another device: another attempt of the same checkout.
    const way = { accountId: shop.stripe, key: "k", returnUrl: "http://x.localhost/return" };
    await submitCheckout(shop.buyer, {
      ...way,
      checkout: first.checkout,
      customer: { kind: "phone-browser" },
    });
    const attempts =
      await database.owner`select id from payment_attempts where store_id = ${shop.storeId} order by created_at, id`;
    expect(attempts).toHaveLength(2);
    for (const { id } of attempts) await reserve(id, total);
    expect([await orders(), await asked()]).toEqual([1, ["held", "voiding"]]);
  });
});

it("is only for providers that can reserve it, and a form that does not say leaves it as it is", async () => {
  const title = { en: "Bank" };
  const credentials = { kind: "bank-transfer", instructions: { en: "To account 1." } };
  const byHand = connectAccount(shop.platform, {
    provider: "manual",
    title,
    credentials,
    capture: "by-hand",
  });
  await expect(byHand).rejects.toMatchObject({ code: "capture_not_by_hand" });
  const saved = async (capture?: "at-once") => {
    const given = { id: shop.stripe, provider: "stripe", title: { en: "Card" }, credentials: {} };
    await saveAccount(shop.staff, capture ? { ...given, capture } : given);
    const [[row]] = await shop.platform.read(
      sql<{
        capture: string;
      }>`select capture from payment_accounts where store_id = ${shop.storeId} and id = ${shop.stripe}`,
    );
    return row!.capture;
  };
  expect([await saved(), await saved("at-once")]).toEqual(["by-hand", "at-once"]);
});

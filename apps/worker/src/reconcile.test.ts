import { submitCheckout } from "@hutong/checkout";
import { readyCheckout } from "@hutong/checkout/testing";
import { guest, openCell } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import {
  compareBill,
  getBill,
  listBills,
  makeRefund,
  planBills,
  requestRefund,
  resolveDifference,
} from "@hutong/payments";
import { keyOf, type Order, type Simulator, startSimulator, tick } from "@hutong/simulator-wechat-pay";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type BilledShop, openBilledShop } from "./testing/billed-shop.ts";
import { startWorker } from "./worker.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: bills find what they would have said.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

let database: TestDatabase;
let simulator: Simulator;
let shop: BilledShop;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});
beforeEach(async () => {
  simulator.platform.faults.bill = "good";
  shop = await openBilledShop(database, simulator);
});

const fee = (amount: number) => Math.round((amount * 6) / 1000);

async function ledgerOf(account: string): Promise<number> {
  const [row] = await database.owner`select coalesce(sum(amount), 0)::int as sum from ledger_entries
    where store_id = ${shop.storeId} and account = ${account}`;
  return row!.sum;
}

async function paymentOf(
  order: Order,
): Promise<{ id: string; use: string; refunded: number; amount: number }> {
  const [row] = await database.owner<{ id: string; use: string; refunded: number; amount: number }[]>`
    select id, use, refunded::int, amount::int from payments where store_id = ${shop.storeId} and provider_payment_id = ${order.transactionId}`;
  return row!;
}

/** Gives back a part of a payment at WeChat Pay, as asked by us; it has ended there three seconds later. */
async function refundBoth(order: Order, amount: number, key: string): Promise<string> {
  const payment = await paymentOf(order);
  const { refundId } = await shop.platform.write((tx) =>
    requestRefund(tx, { paymentId: payment.id, amount, currency: "CNY", requestKey: key, reason: "test" }),
  );
  await expect(makeRefund(shop.platform, { refundId })).rejects.toThrow("pending");
  shop.clock.advance(4000);
  simulator.platform.clock.advance(4000);
  await tick(simulator.platform);
  return refundId;
}

/** Everything that a comparison may change. */
async function books(): Promise<unknown> {
  const { owner } = database;
  const mine = owner`where store_id = ${shop.storeId}`;
  return {
    ledger: await owner`select account, amount, kind, reference_id from ledger_entries ${mine} order by id`,
    payments: await owner`select * from payments ${mine} order by id`,
    refunds: await owner`select * from refunds ${mine} order by id`,
    orders: await owner`select * from orders ${mine} order by id`,
    differences:
      await owner`select kind, subject, state, outcome, billed, held, note from bill_differences ${mine} order by kind, subject`,
    totals: await owner`select day, totals, lines from bills ${mine} order by day`,
  };
}

describe("a bill that agrees", () => {
  it("has no difference, books the fees once and equals the ledger to the last fen", async () => {
    const day = shop.day();
    const [one] = [await shop.sell(), await shop.sell()];
    const refundId = await refundBoth(one, 1000, "back:1");
    await makeRefund(shop.platform, { refundId });
    shop.passTo(1, 11);
    expect(await shop.reconcile(day)).toEqual({ kind: "compared", failures: [] });
    const { bill } = await shop.bill(day);
    const fees = 2 * fee(6200) - fee(1000);
    expect(bill).toMatchObject({
      state: "compared",
      lines: 3,
      open: 0,
      healed: 0,
      noted: 0,
      isBalanced: true,
    });
    expect(bill.totals).toEqual([
      {
        currency: "CNY",
        bill: { payments: 12400, refunds: 1000, disputes: 0, fees },
        elsewhere: { payments: 0, refunds: 0, disputes: 0, fees: 0 },
        ledger: { payments: 12400, refunds: 1000, disputes: 0, fees },
      },
    ]);
    expect(await ledgerOf("fees")).toBe(fees);
    expect(await ledgerOf(`clearing:${shop.wechat}`)).toBe(12400 - 1000 - fees);
    const before = await books();
    expect(await shop.reconcile(day)).toEqual({ kind: "compared", failures: [] });
    expect(await books()).toEqual(before);
  });

  it("may be of a day without movement", async () => {
    const day = shop.day();
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect((await shop.bill(day)).bill).toMatchObject({
      state: "compared",
      lines: 0,
      isBalanced: true,
      totals: [],
    });
  });
});

describe("a difference", () => {
  it("that is a payment we never heard of becomes its order", async () => {
    const day = shop.day();
    const order = await shop.order();
    await shop.pay(order, false);
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["payment_unrecorded healed payment_placed"]);
    const view = await shop.bill(day);
    expect(view.bill.isBalanced).toBe(true);
    expect(view.differences[0]!.order).toMatchObject({ number: 1001 });
    expect(await paymentOf(order)).toMatchObject({ use: "applied", amount: 6200 });
  });

  it("that is a second payment of what was paid already is given back", async () => {
    const day = shop.day();
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    const input = { checkout, key: "k", returnUrl: "http://x", customer: { kind: "desktop" } as const };
    await submitCheckout(shop.buyer, { ...input, accountId: shop.wechat });
    const order = [...simulator.platform.orders.values()].at(-1)!;
    await submitCheckout(shop.buyer, { ...input, accountId: shop.accounts.test });
    await shop.pay(order, false);
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["payment_duplicate healed payment_refunded"]);
    expect(await paymentOf(order)).toMatchObject({ use: "surplus" });
    const [refund] =
      await database.owner`select state, amount::int from refunds where store_id = ${shop.storeId}`;
    expect(refund).toEqual({ state: "pending", amount: 6200 });
  });

  it("that is one attempt paid twice gives the second payment back", async () => {
    const day = shop.day();
    const order = await shop.order();
    await shop.pay(order, false);
    shop.enter({ outTradeNo: order.outTradeNo, total: order.total });
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual([
      "payment_duplicate healed payment_refunded",
      "payment_unrecorded healed payment_placed",
    ]);
    expect((await shop.bill(day)).bill.isBalanced).toBe(true);
  });

  it("that is a payment of another sum than was asked for is parked for a person, and booked", async () => {
    const day = shop.day();
    const order = await shop.order();
    simulator.platform.orders.delete(keyOf(shop.mchid, order.outTradeNo));
    shop.enter({ outTradeNo: order.outTradeNo, total: 6100 });
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["payment_unrecorded healed payment_parked"]);
    expect((await shop.bill(day)).bill.isBalanced).toBe(true);
    expect(await ledgerOf("unidentified")).toBe(-6100);
  });

  it("that is a payment of ours in no bill waits for the neighbouring day, then for a person", async () => {
    const day = shop.day();
    const order = await shop.sell();
    simulator.platform.orders.delete(keyOf(shop.mchid, order.outTradeNo));
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual([]);
    await shop.reconcile(shop.day(-2));
    shop.passTo(1, 11);
    await shop.reconcile(shop.day(-1));
    expect(await shop.found(day)).toEqual(["payment_missing open"]);
    const { bill, differences } = await shop.bill(day);
    expect(bill).toMatchObject({ isBalanced: false, open: 1 });
    expect(bill.totals[0]!.ledger.payments - bill.totals[0]!.bill.payments).toBe(6200);
    await resolveDifference(shop.staff, { id: differences[0]!.id, note: "The bank confirmed it." });
    await shop.reconcile(day);
    await shop.reconcile(shop.day(-1));
    expect(await shop.found(day)).toEqual(["payment_missing resolved"]);
  });

  it("that turns out to stand in a later bill heals itself", async () => {
    const day = shop.day();
    const order = await shop.sell();
    simulator.platform.orders.delete(keyOf(shop.mchid, order.outTradeNo));
    shop.passTo(1, 11);
    await shop.reconcile(shop.day(-2));
    await shop.reconcile(day);
    shop.passTo(1, 11);
    await shop.reconcile(shop.day(-1));
    expect(await shop.found(day)).toEqual(["payment_missing open"]);
    const late = { outTradeNo: order.outTradeNo, transactionId: order.transactionId!, total: order.total };
    shop.enter(late);
    const laterDay = shop.day();
    shop.passTo(1, 11);
    await shop.reconcile(laterDay);
    expect(await shop.found(day)).toEqual(["payment_missing healed found_later"]);
    expect((await shop.bill(day)).bill.isBalanced).toBe(true);
  });

  it.each([
    ["amount_mismatch", "amount = 6100", "amount"],
    ["currency_mismatch", "currency = 'HKD'", "currency"],
  ])("of a payment known to both (%s) waits for a person", async (kind, change) => {
    const day = shop.day();
    const order = await shop.sell();
    await database.owner.unsafe(
      `update payments set ${change} where provider_payment_id = '${order.transactionId}'`,
    );
    const { id } = await paymentOf(order);
    await database.owner.unsafe(
      `update ledger_entries set ${change.replace("= 6100", "= sign(amount) * 6100")} where reference_id = '${id}'`,
    );
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual([`${kind} open`]);
    expect((await shop.bill(day)).bill.isBalanced).toBe(false);
  });

  it("that is a refund made on WeChat Pay's own pages is recorded, and the order knows", async () => {
    const day = shop.day();
    const order = await shop.sell();
    simulator.platform.orders.delete(keyOf(shop.mchid, order.outTradeNo));
    shop.enter(
      { outTradeNo: order.outTradeNo, transactionId: order.transactionId!, total: order.total },
      [2000],
    );
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["refund_unrecorded healed refund_recorded"]);
    expect(await paymentOf(order)).toMatchObject({ refunded: 2000 });
    expect((await shop.bill(day)).bill.isBalanced).toBe(true);
    const [row] =
      await database.owner`select payment_state, refunded::int from orders where store_id = ${shop.storeId}`;
    expect(row).toEqual({ payment_state: "partially_refunded", refunded: 2000 });
    await shop.reconcile(day);
    expect(await ledgerOf("refunds")).toBe(2000);
  });

  it("that is such a refund of more than is left waits for a person", async () => {
    const day = shop.day();
    const order = await shop.sell();
    simulator.platform.orders.delete(keyOf(shop.mchid, order.outTradeNo));
    shop.enter(
      { outTradeNo: order.outTradeNo, transactionId: order.transactionId!, total: order.total },
      [6000, 1000],
    );
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual([
      "refund_unrecorded healed refund_recorded",
      "refund_unrecorded open refund_too_large",
    ]);
    const [row] = await database.owner`select refunded::int from orders where store_id = ${shop.storeId}`;
    expect(row!.refunded).toBe((await paymentOf(order)).refunded);
  });

  it("that is a refund under way with us and done in the bill is settled", async () => {
    const day = shop.day();
    const order = await shop.sell();
    const refundId = await refundBoth(order, 1000, "back:2");
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["refund_unsettled healed refund_succeeded"]);
    const [row] = await database.owner`select state from refunds where id = ${refundId}`;
    expect(row!.state).toBe("succeeded");
    expect((await shop.bill(day)).bill.isBalanced).toBe(true);
  });

  it("that is a refund of ours in no bill waits for a person; one that failed with us and stands in the bill too", async () => {
    const day = shop.day();
    const [one, other] = [await shop.sell(), await shop.sell()];
    const done = await refundBoth(one, 1000, "back:3");
    await makeRefund(shop.platform, { refundId: done });
    simulator.platform.refunds.clear();
    const failed = await refundBoth(other, 500, "back:4");
    await database.owner`update refunds set state = 'failed' where id = ${failed}`;
    shop.passTo(1, 11);
    await shop.reconcile(shop.day(-2));
    await shop.reconcile(day);
    shop.passTo(1, 11);
    await shop.reconcile(shop.day(-1));
    expect(await shop.found(day)).toEqual(["refund_failed open", "refund_missing open"]);
  });

  it("that is a sale elsewhere is noted, and is none of our books' business", async () => {
    const day = shop.day();
    shop.enter({ outTradeNo: "TILL-0001", total: 9900 }, [100]);
    await shop.sell();
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["payment_elsewhere noted", "refund_elsewhere noted"]);
    const { bill } = await shop.bill(day);
    expect(bill.isBalanced).toBe(true);
    expect(bill.totals[0]!.elsewhere).toEqual({
      payments: 9900,
      refunds: 100,
      disputes: 0,
      fees: fee(9900) - fee(100),
    });
    expect(await ledgerOf("fees")).toBe(fee(6200));
  });

  it("that is a movement billed twice is named, and booked once", async () => {
    const day = shop.day();
    const order = await shop.sell();
    const again = {
      outTradeNo: `${order.outTradeNo}`,
      transactionId: order.transactionId!,
      total: order.total,
    };
    simulator.platform.orders.set("again", { ...order, ...again });
    shop.passTo(1, 11);
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["line_repeated open"]);
    expect(await ledgerOf("fees")).toBe(fee(6200));
    expect((await shop.bill(day)).bill.totals[0]).toMatchObject({
      bill: { payments: 12400 },
      ledger: { payments: 6200, fees: fee(6200) },
    });
  });
});

describe("near midnight in China", () => {
  it("a payment that we learnt of on the next day is no difference in either", async () => {
    const day = shop.day();
    const order = await shop.order();
    shop.passTo(0, 23.9999);
    Object.assign(order, { expiresAt: Number.MAX_SAFE_INTEGER });
    await shop.pay(order, false);
    shop.passTo(1, 0.001);
    await shop.pay(order, true);
    for (let n = 0; n < 3; n++) {
      shop.passTo(n === 0 ? 0 : 1, 11);
      await shop.reconcile(shop.day(-1));
    }
    const [next] = [shop.day(-2)];
    expect(await shop.found(day)).toEqual([]);
    expect(await shop.found(next)).toEqual([]);
    expect((await shop.bill(day)).bill).toMatchObject({ lines: 1, isBalanced: true });
    expect((await shop.bill(next)).bill).toMatchObject({ lines: 0, isBalanced: true });
  });
});

describe("a bill that cannot be trusted", () => {
  it.each(["altered", "cut"] as const)("(%s) changes nothing and is asked for again", async (fault) => {
    const day = shop.day();
    await shop.pay(await shop.order(), false);
    await shop.sell();
    shop.passTo(1, 11);
    await planBills(shop.platform);
    simulator.platform.faults.bill = fault;
    const before = await books();
    expect(await shop.reconcile(day)).toMatchObject({ kind: "failed" });
    expect(await books()).toEqual(before);
    expect(await shop.bill(day)).toMatchObject({
      bill: { state: "failed", lines: 0 },
      failure: expect.stringContaining("bill"),
    });
    expect((await shop.bill(day)).bill.nextAt!.getTime()).toBeGreaterThan(shop.clock.now().getTime());
    simulator.platform.faults.bill = "good";
    await shop.reconcile(day);
    expect(await shop.found(day)).toEqual(["payment_unrecorded healed payment_placed"]);
  });

  it("does not take the place of the one that was read before", async () => {
    const day = shop.day();
    await shop.sell();
    shop.passTo(1, 11);
    await shop.reconcile(day);
    const before = await books();
    simulator.platform.faults.bill = "altered";
    await shop.reconcile(day);
    expect(await books()).toEqual(before);
  });

  it("is waited for while it is not ready, longer each time", async () => {
    const day = shop.day();
    shop.passTo(1, 9);
    const waits: number[] = [];
    for (let n = 0; n < 3; n++) {
      expect(await shop.reconcile(day)).toEqual({ kind: "skipped" });
      const { bill } = await shop.bill(day);
      expect(bill.state).toBe("waiting");
      waits.push(Math.round((bill.nextAt!.getTime() - shop.clock.now().getTime()) / 60_000));
    }
    expect(waits).toEqual([15, 30, 60]);
  });
});

describe("workers", () => {
  it("that take up one day at once do it once", async () => {
    const day = shop.day();
    for (let n = 0; n < 3; n++) await shop.pay(await shop.order(), false);
    await shop.sell();
    shop.passTo(1, 11);
    await planBills(shop.platform);
    const ran = await Promise.all([shop.reconcile(day), shop.reconcile(day), shop.reconcile(day)]);
    // Who comes while another is at it leaves it alone; who comes after that compares again, and finds it all booked.
    const kinds = ran.map(({ kind }) => kind);
    expect(kinds).toContain("compared");
    expect(kinds.filter((kind) => kind !== "compared" && kind !== "skipped")).toEqual([]);
    expect(await ledgerOf("fees")).toBe(4 * fee(6200));
    const [row] =
      await database.owner`select count(*)::int as n from orders where store_id = ${shop.storeId}`;
    expect(row!.n).toBe(4);
  });

  it("find the days that nobody looked at, and hand over no day twice", async () => {
    const connected = shop.day(-1);
    shop.passTo(3, 13);
    const seconds = await planBills(shop.platform);
    await planBills(shop.platform);
    const jobs =
      await database.owner`select payload->>'day' as day from outbox where store_id = ${shop.storeId} and kind = 'bill' order by id`;
    const days = Array.from({ length: 4 }, (_, n) =>
      new Date(Date.parse(connected) + n * 86_400_000).toISOString().slice(0, 10),
    );
    expect(jobs.map(({ day }) => day).sort()).toEqual(days);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(600);
  });

  it("are looked for at midnight, and no sooner, where none waits", async () => {
    await planBills(shop.platform);
    await database.owner`update bills set state = 'compared', next_at = null where store_id = ${shop.storeId}`;
    expect(await planBills(shop.platform)).toBeGreaterThan(11 * 3600);
  });

  it("do it by themselves, from the reminder to the queue", async () => {
    const day = shop.day();
    await shop.pay(await shop.order(), false);
    shop.passTo(1, 13);
    // The other stores of this file have their own time.
    await database.owner`delete from due where store_id <> ${shop.storeId}`;
    const cell = openCell({ url: database.appUrl, writers: 4, prepare: !process.env.TEST_POOL_URL });
    const worker = await startWorker({
      cell,
      directUrl: database.directUrl,
      mailer: { send: async () => {} },
      logger: pino({ level: "silent" }),
      clock: shop.clock,
    });
    try {
      await vi.waitFor(async () => expect((await shop.bill(day)).bill.state).toBe("compared"), {
        timeout: 15_000,
        interval: 100,
      });
      // A query may have told of the payment before the bill did.
      expect((await shop.bill(day)).bill).toMatchObject({ lines: 1, open: 0, isBalanced: true });
      expect(await ledgerOf("fees")).toBe(fee(6200));
    } finally {
      await worker.stop();
      await cell.end();
    }
  });

  it("go back ninety days at most, and ask for nothing where no provider writes bills", async () => {
    shop.passTo(200, 13);
    await planBills(shop.platform);
    const [row] =
      await database.owner`select count(*)::int as n, min(day) as first from bills where store_id = ${shop.storeId}`;
    expect(row).toEqual({ n: 90, first: shop.day(-90) });
    await database.owner`delete from bills where store_id = ${shop.storeId}`;
    await database.owner`update payment_accounts set provider = 'manual' where id = ${shop.wechat}`;
    expect(await planBills(shop.platform)).toBeNull();
  });
});

describe("another store", () => {
  it("neither sees nor touches a bill", async () => {
    const day = shop.day();
    const order = await shop.sell();
    await database.owner`update payments set amount = 6100 where provider_payment_id = ${order.transactionId}`;
    shop.passTo(1, 11);
    await shop.reconcile(day);
    const { differences } = await shop.bill(day);
    const mine = shop;
    const other = await openBilledShop(database, simulator);
    const input = { accountId: mine.wechat, day };
    await expect(getBill(other.staff, input)).rejects.toMatchObject({ code: "bill_not_found" });
    await expect(compareBill(other.staff, input)).rejects.toMatchObject({ code: "bill_not_found" });
    await expect(resolveDifference(other.staff, { id: differences[0]!.id, note: "x" })).rejects.toMatchObject(
      {
        code: "difference_not_found",
      },
    );
    expect((await listBills(other.staff, {})).items.filter((one) => one.accountId === mine.wechat)).toEqual(
      [],
    );
  });

  it("that shares the merchant number counts the other's sales as made elsewhere", async () => {
    const order = await shop.sell();
    const other = await openBilledShop(database, simulator);
    const day = other.day();
    other.enter({ outTradeNo: order.outTradeNo, total: 6200 });
    other.passTo(1, 11);
    await other.reconcile(day);
    expect(await other.found(day)).toEqual(["payment_elsewhere noted"]);
  });

  it("is not asked for by people without the permission", async () => {
    const clerk = shop.platform.as({
      actor: { kind: "staff", id: "01890000-0000-7000-8000-000000000002", role: "staff" },
    });
    const input = { accountId: shop.wechat, day: shop.day() };
    for (const ctx of [clerk, shop.platform.as({ actor: guest })]) {
      await expect(getBill(ctx, input)).rejects.toMatchObject({ code: "forbidden" });
      await expect(compareBill(ctx, input)).rejects.toMatchObject({ code: "forbidden" });
      await expect(listBills(ctx, {})).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

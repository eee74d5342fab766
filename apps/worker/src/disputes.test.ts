import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import {
  getOrderForStaff,
  getOrderPayments,
  listDisputes,
  refundOrder,
  type StaffDispute,
} from "@hutong/orders";
import { askDisputes, findAccount, openAccount, recordDispute } from "@hutong/payments";
import { moveDispute, openDispute, type Simulator, startSimulator } from "@hutong/simulator-stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openStripeShop, type StripeSale, type StripeShop } from "./testing/stripe-shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
});

let database: TestDatabase;
let simulator: Simulator;
let shop: StripeShop;
let sale: StripeSale;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});
beforeEach(async () => {
  shop = await openStripeShop(database, simulator);
  sale = await shop.sell();
});

const total = 6200;
const fee = Math.round((total * 29) / 1000) + 30;
const disputeFee = 1500;

function open(given: Parameters<typeof openDispute>[2] = {}, of = sale) {
  const { charges, intents } = simulator.platform.books;
  return openDispute(simulator.platform, charges.get(intents.get(of.intentId)!.chargeId!)!, given);
}
const move = (dispute: ReturnType<typeof open>, status: Parameters<typeof moveDispute>[2]) =>
  moveDispute(simulator.platform, dispute, status);
const seen = async () => (await listDisputes(shop.staff))[0] as StaffDispute;
const kinds = async () =>
  (
    await database.owner`select kind from events where store_id = ${shop.storeId} and subject_kind = 'dispute' order by number`
  ).map(({ kind }) => kind as string);
const giveBack = (amount: number) =>
  refundOrder(shop.staff, { id: sale.orderId, amount, key: `k-${amount}` });

/** What Stripe says of a dispute now, for later. */
async function reading(disputeId: string) {
  const { connected } = await openAccount(shop.platform, await findAccount(shop.platform, shop.stripe));
  return { accountId: shop.stripe, fact: (await connected.fetchDispute!(disputeId))! };
}

/** Everything that a dispute may change, but for times. */
async function books() {
  const { owner } = database;
  const mine = owner`where store_id = ${shop.storeId}`;
  return {
    disputes: await owner`select id, amount, state, answer_by, reason from disputes ${mine} order by id`,
    movements: await owner`select id, taken from dispute_movements ${mine} order by id`,
    payments: await owner`select amount, refunded, disputed from payments ${mine} order by id`,
    ledger: await owner`select id, account, amount from ledger_entries ${mine} order by id`,
    events: await kinds(),
  };
}

describe("a dispute", () => {
  it("is recorded with what it took, and stands on the order and in its story", async () => {
    const dispute = open({ reason: "product_not_received" });
    await shop.tell(shop.takeEvents());
    expect(await seen()).toMatchObject({
      amount: total,
      taken: total,
      state: "needs-answer",
      reason: { en: "The customer says that the goods did not arrive" },
      answerAt: expect.stringContaining(dispute.id),
      order: { id: sale.orderId },
    });
    expect((await seen()).answerBy!.getTime()).toBe(Math.floor(dispute.dueAt / 1000) * 1000);
    const { disputes, attempts, refundable } = await getOrderPayments(shop.staff, { id: sale.orderId });
    expect([disputes.length, refundable]).toEqual([1, 0]);
    expect(attempts[0]!.story.slice(-2)).toMatchObject([
      { kind: "disputed", state: "needs-answer", amount: total },
      { kind: "dispute-money", amount: total, currency: "CNY" },
    ]);
    expect(await shop.ledger()).toEqual({ clearing: 0, disputes: total, sales: -total });
    expect(await kinds()).toEqual(["dispute.opened", "dispute.money_taken"]);
  });

  it("forbids to refund what it holds, with the reason, until it is won", async () => {
    const dispute = open();
    await shop.tell(shop.takeEvents());
    await expect(giveBack(100)).rejects.toMatchObject({ code: "payment_disputed", params: { left: 0 } });
    expect((await getOrderForStaff(shop.staff, { id: sale.orderId })).can.refund).toEqual({
      allowed: false,
      reason: "payment_disputed",
    });
    move(dispute, "won");
    await shop.tell(shop.takeEvents());
    expect((await giveBack(200)).refundIds).toHaveLength(1);
  });

  it("of a part leaves the rest to be refunded, and no more", async () => {
    open({ amount: 2000 });
    await shop.tell(shop.takeEvents());
    await expect(giveBack(4201)).rejects.toMatchObject({ code: "payment_disputed", params: { left: 4200 } });
    expect((await giveBack(4200)).refundIds).toHaveLength(1);
  });

  it("that is only an inquiry moves nothing, and forbids nothing", async () => {
    const dispute = open({ isInquiry: true });
    await shop.tell(shop.takeEvents());
    expect(await seen()).toMatchObject({ state: "inquiry", taken: 0 });
    expect((await giveBack(100)).refundIds).toHaveLength(1);
    move(dispute, "warning_closed");
    await shop.tell(shop.takeEvents());
    expect(await seen()).toMatchObject({ state: "closed", answerBy: null });
    expect(await kinds()).toEqual(["dispute.opened", "dispute.closed"]);
  });

  it("comes to the same whatever of it is told, how often, in which order and how many at once", async () => {
    const dispute = open();
    move(dispute, "under_review");
    move(dispute, "won");
    const events = shop.takeEvents();
    expect(events).toHaveLength(5);
    await shop.tell([...events].reverse());
    const once = await books();
    expect(once.disputes).toMatchObject([{ state: "won", answer_by: null }]);
    expect(once.movements.map(({ taken }) => Number(taken)).sort()).toEqual([-total, total]);
    await shop.tell(events);
    await Promise.all(events.map((event) => shop.tell([event, event])));
    expect(await books()).toEqual(once);
    expect(await shop.ledger()).toEqual({ clearing: total, disputes: 0, sales: -total });
  });

  it("is not put back by an account of it that was read before and came after", async () => {
    const dispute = open();
    await shop.tell(shop.takeEvents());
    const { accountId, fact } = await reading(dispute.id);
    move(dispute, "lost");
    shop.clock.advance(1000);
    await shop.tell(shop.takeEvents());
    const after = await books();
    await recordDispute(shop.platform, { accountId, fact });
    expect(await books()).toEqual(after);
    expect((await seen()).state).toBe("lost");
  });

  it("may be lost, appealed and won", async () => {
    const dispute = open();
    for (const status of ["lost", "appeal_needs_response", "won"] as const) {
      move(dispute, status);
      await shop.tell(shop.takeEvents());
    }
    expect(await seen()).toMatchObject({ state: "won", taken: 0 });
    expect(await kinds()).toEqual([
      "dispute.closed",
      "dispute.money_taken",
      "dispute.updated",
      "dispute.closed",
      "dispute.money_returned",
    ]);
  });

  it("of money, an attempt or a currency that do not fit is refused, and changes nothing", async () => {
    const other = await shop.sell();
    const dispute = open();
    shop.takeEvents();
    const { accountId, fact } = await reading(dispute.id);
    const before = await books();
    const refused = async (change: object, of: object, code: string) =>
      await expect(
        recordDispute(shop.platform, {
          accountId,
          fact: { ...fact, ...change, dispute: { ...fact.dispute, ...of } },
        }),
      ).rejects.toMatchObject({ code });
    await refused({}, { paymentId: "pi_nobody" }, "payment_unknown");
    await refused({}, { paymentId: other.intentId }, "dispute_misfit");
    await refused({ attemptId: other.session.clientReferenceId }, {}, "dispute_misfit");
    await refused({}, { amount: { amount: total, currency: "USD" } }, "dispute_misfit");
    await refused(
      {},
      {
        movements: [
          { id: "txn_1", taken: { amount: 1, currency: "USD" }, fee: { amount: 0, currency: "CNY" } },
        ],
      },
      "dispute_misfit",
    );
    expect(await books()).toEqual(before);
  });
});

describe("the bill", () => {
  it("equals the ledger with the dispute's money and fee, on the day that it goes and on the day that it comes back", async () => {
    const dispute = open();
    await shop.tell(shop.takeEvents());
    const first = shop.day();
    shop.passTo(1, 12);
    const day = await shop.reconcile(first);
    expect(day.bill).toMatchObject({ isBalanced: true, open: 0 });
    expect(day.bill.totals).toMatchObject([
      {
        bill: { disputes: total, fees: fee + disputeFee },
        ledger: { disputes: total, fees: fee + disputeFee },
      },
    ]);
    move(dispute, "won");
    await shop.tell(shop.takeEvents());
    const second = shop.day();
    shop.passTo(1, 12);
    expect((await shop.reconcile(second)).bill).toMatchObject({
      isBalanced: true,
      open: 0,
      totals: [{ bill: { disputes: -total }, ledger: { disputes: -total } }],
    });
    expect(await shop.ledger()).toEqual({
      clearing: total - fee - disputeFee,
      disputes: 0,
      fees: fee + disputeFee,
      sales: -total,
    });
  });

  it("tells of a dispute that nobody told us of", async () => {
    move(open(), "lost");
    shop.takeEvents();
    const first = shop.day();
    shop.passTo(1, 12);
    const { bill } = await shop.reconcile(first);
    expect(await shop.found(first)).toEqual(["dispute_unrecorded healed dispute_recorded"]);
    expect(bill.isBalanced).toBe(true);
    expect(await seen()).toMatchObject({ state: "lost", taken: total });
  });

  it("that lacks a movement of ours leaves it to a person", async () => {
    const dispute = open();
    await shop.tell(shop.takeEvents());
    simulator.platform.books.transactions.delete(dispute.transactionIds[0]!);
    shop.passTo(1, 12);
    const first = shop.day(-1);
    await shop.reconcile(shop.day(-2));
    await shop.reconcile(first);
    shop.passTo(1, 12);
    await shop.reconcile(shop.day(-1));
    expect(await shop.found(first)).toEqual(["dispute_missing open"]);
  });
});

it("that has not ended is asked about once a day, and its end is found though nobody told of it", async () => {
  const dispute = open();
  await shop.tell(shop.takeEvents());
  expect(await askDisputes(shop.platform)).toBeGreaterThan(86_000);
  move(dispute, "won");
  shop.takeEvents();
  shop.passTo(2, 12);
  simulator.platform.faults.answers = [{ on: "/v1/disputes", fault: { kind: "break-before" } }];
  simulator.platform.faults.answers.push({ on: "/v1/disputes", fault: { kind: "break-before" } });
  expect(await askDisputes(shop.platform)).toBe(3600);
  expect((await seen()).state).toBe("needs-answer");
  simulator.platform.faults.answers = [];
  expect(await askDisputes(shop.platform)).toBeNull();
  expect(await seen()).toMatchObject({ state: "won", taken: 0 });
});

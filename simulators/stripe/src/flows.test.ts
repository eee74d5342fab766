import { money } from "@hutong/kernel";
import type { AttemptToPay, Statement, StatementLine } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { book, declineCard, endLater, payLater } from "./buyer.ts";
import { calm } from "./faults.ts";
import { createRefund, endRefund } from "./refund-calls.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  Object.assign(simulator.platform.faults, calm());
  shop = openShop(simulator);
});
afterAll(() => simulator.stop());

/** An attempt as checkout makes it: a quarter of an hour, in dollars. */
const newAttempt = (change: Partial<AttemptToPay> = {}) =>
  sampleAttempt({
    amount: money(6600, "USD"),
    expiresAt: new Date(simulator.platform.clock.now().getTime() + 900_000),
    ...change,
  });

async function started(attempt = newAttempt()) {
  const outcome = await shop.connected.start(attempt);
  if (outcome.kind !== "action-required" || outcome.action.kind !== "redirect")
    throw new Error(JSON.stringify(outcome));
  return { attempt, url: outcome.action.url, known: { ...attempt, reference: outcome.reference! } };
}

async function paid() {
  const { attempt, known } = await started();
  shop.pay(attempt);
  return { attempt, known, intent: shop.intent(attempt).id };
}

const sessions = () =>
  [...simulator.platform.books.sessions.values()].filter((one) => one.accountId === shop.merchant.accountId);

describe("an attempt", () => {
  it("opens one page, however often and by whomever it is started", async () => {
    const { attempt, url, known } = await started();
    expect((await started(known)).url).toBe(url);
    expect((await started(attempt)).url).toBe(url);
    const elsewhere = await shop.connect({ memory: new Map() }).start(attempt);
    expect(elsewhere).toMatchObject({ action: { url }, reference: shop.session(attempt).id });
    expect(sessions()).toHaveLength(1);
  });

  it("tells Stripe whose it is, on the session and on the payment, and to charge no other amount", async () => {
    const { attempt } = await paid();
    const session = shop.session(attempt);
    expect(session.metadata).toMatchObject({ hutong_attempt: attempt.id });
    expect(shop.intent(attempt).metadata).toEqual(session.metadata);
    expect([session.successUrl, session.cancelUrl]).toEqual([attempt.returnUrl, attempt.returnUrl]);
  });

  it("is found again when the answer was lost, a day and more", async () => {
    const { attempt, intent } = await paid();
    const told = { kind: "paid", payments: [{ id: intent, amount: attempt.amount }] };
    expect(await shop.connected.fetch(attempt)).toEqual(told);
    await pass(shop, 23 * 3600);
    expect(await shop.connected.fetch(attempt)).toEqual(told);
    expect(await shop.connected.start(attempt)).toEqual(told);
    expect(sessions()).toHaveLength(1);
  });

  it("that never reached Stripe is pending, and nobody can open its page once it was closed", async () => {
    const attempt = newAttempt();
    expect((await shop.connected.fetch(attempt)).kind).toBe("pending");
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect((await shop.connected.start(attempt)).kind).toBe("declined");
    expect(sessions().map((session) => session.status)).toEqual(["expired"]);
  });

  it("that never reached Stripe is not made there days later by asking for it", async () => {
    const attempt = newAttempt();
    await pass(shop, 3 * 86_400);
    expect(await shop.connected.fetch(attempt)).toEqual({ kind: "pending" });
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect(await shop.connected.start(attempt)).toEqual({ kind: "pending" });
    expect(sessions()).toEqual([]);
  });

  it("outlives its page by no more than an hour where nobody closes it", async () => {
    const { attempt, known } = await started();
    await pass(shop, 3600);
    expect(() => shop.pay(attempt)).toThrow("expired");
    expect((await shop.connected.fetch(known)).kind).toBe("declined");
    expect((await shop.connected.start(known)).kind).toBe("declined");
  });

  it("that is closed can neither be paid nor started", async () => {
    const { attempt, known } = await started();
    expect((await shop.connected.cancel(known)).kind).toBe("declined");
    expect(() => shop.pay(attempt)).toThrow("expired");
    expect((await shop.connected.start(known)).kind).toBe("declined");
  });

  it("under a reference of another attempt is not believed", async () => {
    const first = await paid();
    const second = await started();
    const mixed = { ...second.attempt, reference: first.known.reference };
    await expect(shop.connected.fetch(mixed)).rejects.toThrow("another session");
  });

  it.each([
    [money(0, "USD"), "more than zero"],
    [money(100_000_000, "USD"), "eight digits"],
    [money(5124, "KWD"), "cannot write this amount"],
    [money(500, "UGX"), "does not take this currency"],
  ])("of %j is declined by us", async (amount, why) => {
    const told = await shop.connected.start(newAttempt({ amount }));
    expect(told).toMatchObject({ kind: "declined", merchant: { en: expect.stringContaining(why) } });
    expect(sessions()).toEqual([]);
  });

  it("below Stripe's least amount is declined in Stripe's words and ours", async () => {
    expect(await shop.connected.start(newAttempt({ amount: money(49, "USD") }))).toMatchObject({
      kind: "declined",
      customer: { "zh-CN": expect.stringContaining("没有扣款") },
      merchant: { en: expect.stringContaining("amount_too_small") },
    });
  });

  it.each([money(500, "JPY"), money(5, "ISK"), money(5120, "KWD"), money(30000, "MGA"), money(16800, "CNY")])(
    "of %j is asked for and told exactly",
    async (amount) => {
      const attempt = newAttempt({ amount });
      await started(attempt);
      shop.pay(attempt);
      expect(await shop.connected.fetch(attempt)).toMatchObject({ payments: [{ amount }] });
    },
  );

  it.each(["", "\u0000\n", "🎁".repeat(300), "<b>杯</b>"])(
    "with the description %j is taken",
    async (description) => {
      await started(newAttempt({ description }));
    },
  );
});

describe("a card that is declined", () => {
  it("leaves the page open, and the next card pays", async () => {
    const { attempt, known } = await started();
    declineCard(shop.platform, shop.session(attempt), "declined", { brand: "visa", last4: "0002" });
    expect((await shop.connected.fetch(known)).kind).toBe("pending");
    expect(
      await shop.connected.readNotification(shop.notice(attempt, "payment_intent.payment_failed")),
    ).toEqual({
      facts: [],
      reply: { status: 200, body: "" },
    });
    shop.pay(attempt);
    expect((await shop.connected.fetch(known)).kind).toBe("paid");
  });
});

describe("a method that takes days", () => {
  it.each([true, false])("is pending until the bank has paid: %j", async (isPaid) => {
    const { attempt, known } = await started();
    payLater(shop.platform, shop.session(attempt));
    expect((await shop.connected.fetch(known)).kind).toBe("pending");
    expect((await shop.connected.cancel(known)).kind).toBe("pending");
    const { facts } = await shop.connected.readNotification(shop.notice(attempt));
    expect(facts).toMatchObject([{ attemptId: attempt.id, outcome: { kind: "pending" } }]);
    await pass(shop, 3 * 86_400);
    endLater(shop.platform, shop.session(attempt), isPaid);
    const kind = isPaid ? "paid" : "declined";
    const type = `checkout.session.async_payment_${isPaid ? "succeeded" : "failed"}`;
    const told = await shop.connected.readNotification(shop.notice(attempt, type));
    expect(told.facts).toEqual([{ attemptId: attempt.id, outcome: await shop.connected.fetch(known) }]);
    expect((await shop.connected.fetch(known)).kind).toBe(kind);
  });
});

async function toRefund() {
  const { attempt, intent } = await paid();
  return {
    attempt,
    refund: (amount: number, requestKey: string) => ({
      requestKey,
      attemptId: attempt.id,
      paymentId: intent,
      amount: money(amount, "USD"),
      paid: attempt.amount,
    }),
  };
}

const refundsOf = (attempt: AttemptToPay) =>
  [...simulator.platform.books.refunds.values()].filter((one) => one.intentId === shop.intent(attempt).id);

describe("a refund", () => {
  it("in parts leaves the payment paid, and is told as it was made", async () => {
    const { attempt, refund } = await toRefund();
    const made = await shop.connected.refund(refund(800, "a"));
    expect(made).toEqual({ kind: "succeeded", refundId: expect.stringMatching(/^re_/) });
    expect(await shop.connected.fetchRefund!(refund(800, "a"))).toEqual(made);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
    expect((await shop.connected.refund(refund(5801, "b"))).kind).toBe("failed");
    expect((await shop.connected.refund(refund(5800, "c"))).kind).toBe("succeeded");
  });

  it("is made once, also when it is asked for after Stripe has forgotten the key", async () => {
    const { attempt, refund } = await toRefund();
    const made = await shop.connected.refund(refund(800, `surplus:${attempt.id}`));
    await pass(shop, 3 * 86_400);
    expect(await shop.connected.refund(refund(800, `surplus:${attempt.id}`))).toEqual(made);
    expect(refundsOf(attempt)).toHaveLength(1);
  });

  it("is made once by two who ask at the same time", async () => {
    const { attempt, refund } = await toRefund();
    const both = await Promise.all([1, 2].map(() => shop.connected.refund(refund(800, "x".repeat(300)))));
    expect(both[0]).toEqual(both[1]);
    expect(refundsOf(attempt)).toHaveLength(1);
  });

  it("is found among more than a page of them", async () => {
    const { attempt, refund } = await toRefund();
    await shop.connected.refund(refund(100, "first"));
    for (let n = 0; n < 130; n++)
      createRefund(shop.platform, shop.merchant, { payment_intent: shop.intent(attempt).id, amount: "10" });
    expect((await shop.connected.fetchRefund!(refund(100, "first"))).kind).toBe("succeeded");
    expect((await shop.connected.fetchRefund!(refund(100, "second"))).kind).toBe("not-made");
  });

  it.each([
    ["pending", "succeeded", "pending", "succeeded"],
    ["pending", "failed", "pending", "failed"],
    ["requires_action", "canceled", "pending", "failed"],
  ] as const)("that begins %s and ends %s is %s, then %s", async (begin, end, first, last) => {
    const { attempt, refund } = await toRefund();
    Object.assign(shop.platform.faults, { refundsBegin: begin, refundsEnd: end });
    expect((await shop.connected.refund(refund(100, "a"))).kind).toBe(first);
    await pass(shop, 5);
    const told = await shop.connected.fetchRefund!(refund(100, "a"));
    expect(told.kind).toBe(last);
    const type = end === "failed" ? "refund.failed" : "refund.updated";
    const { facts } = await shop.connected.readNotification(shop.notice(attempt, type));
    expect(facts).toEqual([{ kind: "refund", attemptId: attempt.id, requestKey: "a", outcome: told }]);
  });

  it("that fails after it looked fine is told as failed", async () => {
    const { attempt, refund } = await toRefund();
    expect((await shop.connected.refund(refund(100, "a"))).kind).toBe("succeeded");
    endRefund(shop.platform, refundsOf(attempt)[0]!, "failed");
    expect((await shop.connected.fetchRefund!(refund(100, "a"))).kind).toBe("failed");
  });

  it("without balance waits for the merchant, and goes through once there is some", async () => {
    const { attempt, refund } = await toRefund();
    shop.merchant.balance = 0;
    for (let tries = 0; tries < 3; tries++)
      expect(await shop.connected.refund(refund(100, "a"))).toMatchObject({
        kind: "pending",
        merchant: { "zh-CN": expect.stringContaining("余额不足") },
      });
    shop.merchant.balance = 100;
    expect((await shop.connected.refund(refund(100, "a"))).kind).toBe("succeeded");
    expect(refundsOf(attempt)).toHaveLength(1);
  });

  it("never passes for another one under the same key", async () => {
    const { refund } = await toRefund();
    await shop.connected.refund(refund(100, "a"));
    expect((await shop.connected.refund(refund(200, "a"))).kind).toBe("failed");
  });

  it("made by the merchant at Stripe is told of the attempt, and of no request", async () => {
    const { attempt } = await toRefund();
    createRefund(shop.platform, shop.merchant, { payment_intent: shop.intent(attempt).id, amount: "50" });
    const { facts } = await shop.connected.readNotification(shop.notice(attempt, "refund.created"));
    expect(facts).toMatchObject([
      { attemptId: attempt.id, requestKey: null, outcome: { kind: "succeeded" } },
    ]);
  });
});

async function linesOf(statement: Statement): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
  return lines;
}

describe("a statement", () => {
  const dayOf = (offset: number) =>
    new Date(simulator.platform.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  const toNoon = () => {
    const now = simulator.platform.clock.now().getTime();
    simulator.platform.clock.advance(86_400_000 - (now % 86_400_000) + 43_200_000);
  };

  it("is not there for a day that is not over, and empty for one without movements", async () => {
    expect(await shop.connected.statement!(dayOf(0))).toEqual({ kind: "not-ready" });
    expect(await shop.connected.statement!(dayOf(-2))).toEqual({ kind: "empty" });
    await expect(shop.connected.statement!("2026-2-1")).rejects.toThrow(RangeError);
  });

  it("names every payment and refund with fees, and nothing else", async () => {
    toNoon();
    const { attempt, refund } = await toRefund();
    await shop.connected.refund(refund(801, `case:${attempt.id}`));
    const intent = shop.intent(attempt).id;
    createRefund(shop.platform, shop.merchant, { payment_intent: intent, amount: "50" });
    endRefund(shop.platform, refundsOf(attempt)[1]!, "failed");
    const { accountId } = shop.merchant;
    book(shop.platform, {
      accountId,
      type: "payout",
      amount: -5000,
      fee: 0,
      currency: "usd",
      sourceId: null,
    });
    const day = dayOf(0);
    simulator.platform.clock.advance(86_400_000);
    const lines = await linesOf(await shop.connected.statement!(day));
    const common = {
      attemptId: attempt.id,
      paymentId: intent,
      fee: money(0, "USD"),
      occurredAt: expect.stringMatching(new RegExp(`^${day}T12:`)),
    };
    const byMerchant = { ...common, kind: "refund", refundId: refundsOf(attempt)[1]!.id, requestKey: null };
    expect(lines).toEqual([
      { ...byMerchant, amount: money(-50, "USD") },
      { ...byMerchant, amount: money(50, "USD") },
      {
        ...common,
        kind: "refund",
        refundId: refundsOf(attempt)[0]!.id,
        requestKey: `case:${attempt.id}`,
        amount: money(801, "USD"),
      },
      { ...common, kind: "payment", amount: money(6600, "USD"), fee: money(221, "USD") },
    ]);
  });

  it("is read page by page, each movement once", async () => {
    toNoon();
    const { attempt, refund } = await toRefund();
    await shop.connected.refund(refund(100, "a"));
    for (let n = 0; n < 230; n++)
      createRefund(shop.platform, shop.merchant, {
        payment_intent: shop.intent(attempt).id,
        amount: "10",
        metadata: shop.intent(attempt).metadata,
      });
    const day = dayOf(0);
    simulator.platform.clock.advance(86_400_000);
    const lines = await linesOf(await shop.connected.statement!(day));
    expect(lines).toHaveLength(232);
    expect(new Set(lines.map((line) => line.refundId ?? line.paymentId)).size).toBe(232);
    simulator.platform.faults.answers.push({ on: "starting_after", fault: { kind: "stall" } });
    const broken = await shop.connected.statement!(day);
    simulator.platform.faults.answers = [{ on: "starting_after", fault: { kind: "break-after" } }];
    await expect(linesOf(broken)).rejects.toThrow();
  });

  it("knows nothing of another shop's attempts on the same account, and shows its money all the same", async () => {
    toNoon();
    const { attempt } = await paid();
    const neighbour = shop.connect({ accountId: "another-account" });
    const day = dayOf(0);
    simulator.platform.clock.advance(86_400_000);
    expect(await linesOf(await neighbour.statement!(day))).toMatchObject([
      { kind: "payment", attemptId: null, paymentId: shop.intent(attempt).id, amount: money(6600, "USD") },
    ]);
  });
});

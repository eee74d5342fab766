import { money } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { declineCard, endLater, payLater } from "./buyer.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { newAttempt, paid, started } from "./testing/buying.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  shop = openShop(simulator);
});
afterAll(() => simulator.stop());

const sessions = () =>
  [...simulator.platform.books.sessions.values()].filter((one) => one.accountId === shop.merchant.accountId);

describe("an attempt", () => {
  it("opens one page, however often and by whomever it is started", async () => {
    const { attempt, url, known } = await started(shop);
    expect((await started(shop, known)).url).toBe(url);
    expect((await started(shop, attempt)).url).toBe(url);
    const elsewhere = await shop.connect({ memory: new Map() }).start(attempt);
    expect(elsewhere).toMatchObject({ action: { url }, reference: shop.session(attempt).id });
    expect(sessions()).toHaveLength(1);
  });

  it("tells Stripe whose it is, on the session and on the payment, and to charge no other amount", async () => {
    const { attempt } = await paid(shop);
    const session = shop.session(attempt);
    expect(session.metadata).toMatchObject({ hutong_attempt: attempt.id });
    expect(shop.intent(attempt).metadata).toEqual(session.metadata);
    expect([session.successUrl, session.cancelUrl]).toEqual([attempt.returnUrl, attempt.returnUrl]);
  });

  it("is found again when the answer was lost, a day and more", async () => {
    const { attempt, intent } = await paid(shop);
    const told = { kind: "paid", payments: [{ id: intent, amount: attempt.amount }] };
    expect(await shop.connected.fetch(attempt)).toEqual(told);
    await pass(shop, 23 * 3600);
    expect(await shop.connected.fetch(attempt)).toEqual(told);
    expect(await shop.connected.start(attempt)).toEqual(told);
    expect(sessions()).toHaveLength(1);
  });

  it("that never reached Stripe is pending, and nobody can open its page once it was closed", async () => {
    const attempt = newAttempt(shop);
    expect((await shop.connected.fetch(attempt)).kind).toBe("pending");
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect((await shop.connected.start(attempt)).kind).toBe("declined");
    expect(sessions().map((session) => session.status)).toEqual(["expired"]);
  });

  it("that never reached Stripe is not made there days later by asking for it", async () => {
    const attempt = newAttempt(shop);
    await pass(shop, 3 * 86_400);
    expect(await shop.connected.fetch(attempt)).toEqual({ kind: "pending" });
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect(await shop.connected.start(attempt)).toEqual({ kind: "pending" });
    expect(sessions()).toEqual([]);
  });

  it("outlives its page by no more than an hour where nobody closes it", async () => {
    const { attempt, known } = await started(shop);
    await pass(shop, 3600);
    expect(() => shop.pay(attempt)).toThrow("expired");
    expect((await shop.connected.fetch(known)).kind).toBe("declined");
    expect((await shop.connected.start(known)).kind).toBe("declined");
  });

  it("that is closed can neither be paid nor started", async () => {
    const { attempt, known } = await started(shop);
    expect((await shop.connected.cancel(known)).kind).toBe("declined");
    expect(() => shop.pay(attempt)).toThrow("expired");
    expect((await shop.connected.start(known)).kind).toBe("declined");
  });

  it("under a reference of another attempt is not believed", async () => {
    const first = await paid(shop);
    const second = await started(shop);
    const mixed = { ...second.attempt, reference: first.known.reference };
    await expect(shop.connected.fetch(mixed)).rejects.toThrow("another session");
  });

  it.each([
    [money(0, "USD"), "more than zero"],
    [money(100_000_000, "USD"), "eight digits"],
    [money(5124, "KWD"), "cannot write this amount"],
    [money(500, "UGX"), "does not take this currency"],
  ])("of %j is declined by us", async (amount, why) => {
    const told = await shop.connected.start(newAttempt(shop, { amount }));
    expect(told).toMatchObject({ kind: "declined", merchant: { en: expect.stringContaining(why) } });
    expect(sessions()).toEqual([]);
  });

  it("below Stripe's least amount is declined in Stripe's words and ours", async () => {
    expect(await shop.connected.start(newAttempt(shop, { amount: money(49, "USD") }))).toMatchObject({
      kind: "declined",
      customer: { "zh-CN": expect.stringContaining("没有扣款") },
      merchant: { en: expect.stringContaining("amount_too_small") },
    });
  });

  it.each([money(500, "JPY"), money(5, "ISK"), money(5120, "KWD"), money(30000, "MGA"), money(16800, "CNY")])(
    "of %j is asked for and told exactly",
    async (amount) => {
      const attempt = newAttempt(shop, { amount });
      await started(shop, attempt);
      shop.pay(attempt);
      expect(await shop.connected.fetch(attempt)).toMatchObject({ payments: [{ amount }] });
    },
  );

  it.each(["", "\u0000\n", "🎁".repeat(300), "<b>杯</b>"])(
    "with the description %j is taken",
    async (description) => {
      await started(shop, newAttempt(shop, { description }));
    },
  );
});

describe("a card that is declined", () => {
  it("leaves the page open, and the next card pays", async () => {
    const { attempt, known } = await started(shop);
    declineCard(shop.platform, shop.session(attempt), "declined", { brand: "visa", last4: "0002" });
    expect((await shop.connected.fetch(known)).kind).toBe("pending");
    const { facts } = await shop.connected.readNotification(
      shop.notice(attempt, "payment_intent.payment_failed"),
    );
    const happening = { merchant: { en: expect.stringContaining("generic_decline") } };
    expect(facts).toMatchObject([{ attemptId: attempt.id, outcome: { kind: "pending" }, happening }]);
    shop.pay(attempt);
    expect((await shop.connected.fetch(known)).kind).toBe("paid");
  });
});

describe("a method that takes days", () => {
  it.each([true, false])("is pending until the bank has paid: %j", async (isPaid) => {
    const { attempt, known } = await started(shop);
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

import { money } from "@hutong/kernel";
import type { AttemptToPay, Outcome } from "@hutong/payment-providers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { workIntent } from "./confirming.ts";
import { calm } from "./faults.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { newAttempt } from "./testing/buying.ts";
import { type OnPageShop, openOnPageShop } from "./testing/on-page.ts";
import { pass } from "./testing/shop.ts";

let simulator: Simulator;
let shop: OnPageShop;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  Object.assign(simulator.platform.faults, calm());
  shop = openOnPageShop(simulator);
});
afterAll(() => simulator.stop());

const anAttempt = (change: Partial<AttemptToPay> = {}) => newAttempt(shop.hosted, change);

function embeddedOf(outcome: Outcome) {
  if (outcome.kind !== "action-required" || outcome.action.kind !== "embedded")
    throw new Error(JSON.stringify(outcome));
  return { ...outcome.action, reference: outcome.reference! };
}

/** An attempt under way on our page, as it was begun and as checkout knows it afterwards. */
async function started(attempt = anAttempt()) {
  const action = embeddedOf(await shop.connected.start(attempt));
  return { attempt, action, known: { ...attempt, reference: action.reference } };
}

const sessions = () => [...simulator.platform.books.sessions.values()];

describe("an attempt on our page", () => {
  it("is one payment intent, however often and by whomever it is started", async () => {
    const { attempt, action, known } = await started();
    expect(action).toMatchObject({
      island: "payment-element",
      script: `${simulator.origin}/endive/stripe.js`,
      parameters: { publishableKey: shop.merchant.publishableKey },
      secret: shop.intent(attempt).clientSecret,
    });
    expect(embeddedOf(await shop.connected.start(known))).toEqual(action);
    expect(embeddedOf(await shop.connected.start(attempt))).toEqual(action);
    expect(embeddedOf(await shop.connect({ memory: new Map() }).start(attempt))).toEqual(action);
    expect(shop.intents(attempt)).toHaveLength(1);
  });

  it("takes Stripe's script from Stripe where no simulator is named, and only what its documents ask for", async () => {
    const connected = shop.connect(
      {
        fetch: (input, init) =>
          fetch(String(input).replace("https://api.stripe.com", simulator.origin), init),
      },
      { apiBase: undefined },
    );
    expect(embeddedOf(await connected.start(anAttempt()))).toMatchObject({
      script: "https://js.stripe.com/endive/stripe.js",
      allow: {
        script: ["https://js.stripe.com", "https://*.js.stripe.com"],
        frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
        connect: ["https://api.stripe.com"],
      },
    });
  });

  it("is found again when the answer was lost, for a day", async () => {
    const { attempt } = await started();
    shop.confirm(attempt);
    const told = { kind: "paid", payments: [{ id: shop.intent(attempt).id, amount: attempt.amount }] };
    await pass(shop.hosted, 22 * 3600);
    expect(await shop.connected.fetch(attempt)).toEqual(told);
    expect(await shop.connected.start(attempt)).toEqual(told);
    expect(shop.intents(attempt)).toHaveLength(1);
  });

  it("that never reached Stripe is not made there days later by asking for it", async () => {
    const attempt = anAttempt();
    await pass(shop.hosted, 3 * 86_400);
    expect(await shop.connected.fetch(attempt)).toEqual({ kind: "pending" });
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect(shop.intents(attempt)).toEqual([]);
  });

  it("that is closed can neither be confirmed nor started, also where the start is still on its way", async () => {
    const { attempt, known } = await started();
    expect((await shop.connected.cancel(known)).kind).toBe("declined");
    expect(() => shop.confirm(attempt)).toThrow("canceled");
    expect((await shop.connected.start(attempt)).kind).toBe("declined");
    const unborn = anAttempt();
    expect((await shop.connected.cancel(unborn)).kind).toBe("declined");
    expect((await shop.connected.start(unborn)).kind).toBe("declined");
  });

  it("under a reference of another attempt is not believed", async () => {
    const first = await started();
    const second = await started();
    const mixed = { ...second.attempt, reference: first.known.reference };
    await expect(shop.connected.fetch(mixed)).rejects.toThrow("another payment intent");
  });

  it("is found after a 5xx that Stripe replays for a day", async () => {
    const kept = { kind: "status", status: 500, isKept: true } as const;
    simulator.platform.faults.answers.push({ on: "POST /v1/payment_intents", fault: kept });
    const attempt = anAttempt();
    await expect(shop.connected.start(attempt)).rejects.toThrow();
    expect((await started(attempt)).action.secret).toBe(shop.intent(attempt).clientSecret);
    expect(shop.intents(attempt)).toHaveLength(1);
  });

  it.each([
    [money(0, "USD"), "more than zero"],
    [money(49, "USD"), "amount_too_small"],
    [money(100_000_000, "USD"), "eight digits"],
    [money(5124, "KWD"), "cannot write this amount"],
    [money(500, "UGX"), "does not take this currency"],
  ])("of %j is declined", async (amount, why) => {
    const told = await shop.connected.start(anAttempt({ amount }));
    expect(told).toMatchObject({ kind: "declined", merchant: { en: expect.stringContaining(why) } });
  });

  it.each([money(500, "JPY"), money(5, "ISK"), money(5120, "KWD"), money(30000, "MGA"), money(16800, "CNY")])(
    "of %j is asked for and told exactly",
    async (amount) => {
      const { attempt } = await started(anAttempt({ amount }));
      shop.confirm(attempt);
      expect(await shop.connected.fetch(attempt)).toMatchObject({ payments: [{ amount }] });
    },
  );

  it.each([
    ["desktop", ["card", "alipay", "wechat_pay"]],
    ["phone-browser", ["card", "alipay"]],
    ["wechat", ["card", "alipay"]],
  ] as const)("on a %s offers a code to scan only where there is a second screen", async (kind, methods) => {
    const { attempt } = await started(anAttempt({ customer: { kind } }));
    expect(shop.intent(attempt).methods).toEqual(methods);
  });
});

describe("the check of an account that is paid on our page", () => {
  const open = () =>
    [...simulator.platform.books.intents.values()].filter(
      (one) => one.accountId === shop.merchant.accountId && one.status !== "canceled",
    );

  it("leaves nothing that could be paid, also where the keys are no pair or nobody answers", async () => {
    expect((await shop.connected.check!()).kind).toBe("works");
    const { publishableKey } = openOnPageShop(simulator).merchant;
    expect(await shop.connect({}, { publishableKey }).check!()).toMatchObject({
      kind: "refused",
      field: "publishableKey",
      merchant: { "zh-CN": expect.stringContaining("另一个 Stripe 账户") },
    });
    const away: typeof fetch = (input, init) =>
      new Headers(init?.headers).get("authorization")?.includes("pk_")
        ? Promise.reject(new TypeError("nobody answers the browser"))
        : fetch(input, init);
    await expect(shop.connect({ fetch: away }).check!()).rejects.toThrow();
    expect(open()).toEqual([]);
  });

  it("names the secret key where it may not make payment intents", async () => {
    const permissions = ["checkout_sessions", "refunds", "balance"] as const;
    const restricted = openOnPageShop(simulator, { permissions });
    expect(await restricted.connected.check!()).toMatchObject({ kind: "refused", field: "secretKey" });
    expect((await restricted.hosted.connected.check!()).kind).toBe("works");
  });
});

describe("a session and a payment intent", () => {
  it("are never both of one attempt, whatever the merchant changes meanwhile", async () => {
    const before = sessions().length;
    const onPage = await started();
    const hosted = shop.connect({}, { presentation: "hosted" });
    // With the reference, and where it was lost: Stripe refuses the second kind under the first one's key.
    for (const attempt of [onPage.known, onPage.attempt])
      expect(embeddedOf(await hosted.start(attempt)).secret).toBe(onPage.action.secret);
    expect(sessions()).toHaveLength(before);
    const attempt = anAttempt();
    const page = await hosted.start(attempt);
    expect(page).toMatchObject({ action: { kind: "redirect" } });
    expect(await shop.connected.start(attempt)).toEqual(page);
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect(shop.intents(attempt)).toEqual([]);
  });

  it("are told apart by the attempt: one that asks for Stripe's own page gets it", async () => {
    const attempt = anAttempt({ isHosted: true });
    expect(await shop.connected.start(attempt)).toMatchObject({ action: { kind: "redirect" } });
    shop.hosted.pay(attempt);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
  });
});

describe("a customer on our page", () => {
  it("whose card is declined may take another, and the story says so once for each event", async () => {
    const { attempt, known } = await started();
    expect(() => shop.confirm(attempt, "declined")).toThrow("declined");
    expect(await shop.connected.fetch(known)).toEqual({ kind: "pending", reference: known.reference });
    expect(embeddedOf(await shop.connected.start(known)).problem).toMatchObject({
      en: expect.stringContaining("declined"),
      "zh-CN": expect.stringContaining("拒绝"),
    });
    const failed = shop.notice(attempt, "payment_intent.payment_failed");
    const told = await shop.connected.readNotification(failed);
    expect(told.facts).toMatchObject([
      {
        attemptId: attempt.id,
        outcome: { kind: "pending" },
        happening: { key: expect.stringMatching(/^evt_/) },
      },
    ]);
    expect(await shop.connected.readNotification(failed)).toEqual(told);
    shop.confirm(attempt);
    expect((await shop.connected.fetch(known)).kind).toBe("paid");
  });

  it.each([
    ["card", "asks"],
    ["alipay", "pays"],
    ["wechat_pay", "pays"],
  ] as const)("who pays by %s is asked first, fails, and agrees the second time", async (method, card) => {
    const { attempt, known } = await started();
    shop.confirm(attempt, card, method);
    expect(shop.intent(attempt).status).toBe("requires_action");
    const { facts } = await shop.connected.readNotification(
      shop.notice(attempt, "payment_intent.requires_action"),
    );
    expect(facts).toMatchObject([{ outcome: { kind: "pending" }, happening: { merchant: {} } }]);
    shop.answer(attempt, false);
    expect((await shop.connected.fetch(known)).kind).toBe("pending");
    expect(embeddedOf(await shop.connected.start(known)).problem).toBeDefined();
    shop.confirm(attempt, card, method);
    shop.answer(attempt, true);
    const paid = await shop.connected.fetch(known);
    expect(paid.kind).toBe("paid");
    const notice = await shop.connected.readNotification(shop.notice(attempt));
    expect(notice.facts).toEqual([{ attemptId: attempt.id, outcome: paid }]);
  });

  it.each([true, false])(
    "whose bank takes days is waited for, and not closed meanwhile: %j",
    async (isPaid) => {
      const { attempt, known } = await started();
      workIntent(shop.platform, shop.intent(attempt), "debit");
      expect(await shop.connected.start(known)).toEqual({ kind: "pending", reference: known.reference });
      expect((await shop.connected.cancel(known)).kind).toBe("pending");
      const processing = shop.notice(attempt, "payment_intent.processing");
      expect((await shop.connected.readNotification(processing)).facts).toMatchObject([
        { outcome: { kind: "pending" }, happening: { merchant: { en: expect.stringContaining("bank") } } },
      ]);
      await pass(shop.hosted, 3 * 86_400);
      workIntent(shop.platform, shop.intent(attempt), isPaid ? "pay" : "decline");
      // A bank that gives nothing leaves the payment open for another way.
      expect((await shop.connected.fetch(known)).kind).toBe(isPaid ? "paid" : "pending");
    },
  );

  it("gets money back as from a session, and the bill names the attempt", async () => {
    const { attempt } = await started();
    shop.confirm(attempt);
    const refund = {
      requestKey: "a",
      attemptId: attempt.id,
      paymentId: shop.intent(attempt).id,
      amount: money(800, "USD"),
      paid: attempt.amount,
    };
    expect((await shop.connected.refund(refund)).kind).toBe("succeeded");
    const day = simulator.platform.clock.now().toISOString().slice(0, 10);
    simulator.platform.clock.advance(86_400_000);
    const statement = await shop.connected.statement!(day);
    const lines: object[] = [];
    if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
    expect(lines).toMatchObject([
      { kind: "refund", attemptId: attempt.id, requestKey: "a", amount: money(800, "USD") },
      { kind: "payment", attemptId: attempt.id, paymentId: refund.paymentId, amount: attempt.amount },
    ]);
  });

  it("leaves no card number in the far end's books", async () => {
    const { attempt } = await started();
    shop.confirm(attempt, "asks");
    shop.answer(attempt, true);
    const { books, remembered, notices } = simulator.platform;
    const all = JSON.stringify([
      [...remembered.values()],
      notices,
      ...Object.values(books).map((book: Map<string, unknown>) => [...book.values()]),
    ]);
    expect(all).toContain(attempt.id);
    expect(all).toContain('"3184"');
    expect(all.replace(/\s/g, "")).not.toMatch(/4000002760003184|4242424242424242/);
  });
});

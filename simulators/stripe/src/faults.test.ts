import { money } from "@hutong/kernel";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnswerFault } from "./faults.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeEach(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator);
});
afterEach(() => simulator.stop());

function plan(fault: AnswerFault, on = "/v1/"): void {
  simulator.platform.faults.answers.push({ on, fault });
}

async function paid() {
  const attempt = sampleAttempt();
  const { reference } = (await shop.connected.start(attempt)) as { reference: string };
  shop.pay(attempt);
  return { ...attempt, reference };
}

/** Faults after which nothing is known. */
const unknown: AnswerFault[] = [
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "status", status: 409, code: "idempotency_key_in_use" },
  { kind: "status", status: 429, code: "rate_limit" },
  { kind: "break-before" },
  { kind: "break-after" },
];

describe.each(unknown)("after $kind $status $code", (fault) => {
  it("an attempt is not known, and the next try opens one page", async () => {
    const attempt = sampleAttempt();
    plan(fault);
    await expect(shop.connected.start(attempt)).rejects.toThrow();
    expect((await shop.connected.start(attempt)).kind).toBe("action-required");
    const { books } = simulator.platform;
    const made = [...books.sessions.values()].filter((one) => one.clientReferenceId === attempt.id);
    expect(made).toHaveLength(1);
  });

  it("a query is not known, and a paid attempt stays paid", async () => {
    const attempt = await paid();
    plan(fault);
    await expect(shop.connected.fetch(attempt)).rejects.toThrow();
    plan(fault);
    await expect(shop.connected.cancel(attempt)).rejects.toThrow();
    expect((await shop.connected.cancel(attempt)).kind).toBe("paid");
  });

  it.each(["GET /v1/refunds", "POST /v1/refunds"])(
    "a refund is never failed, and is made once (%s)",
    async (on) => {
      const attempt = await paid();
      const { id } = shop.intent(attempt);
      const refund = {
        requestKey: `r-${attempt.id}`,
        attemptId: attempt.id,
        paymentId: id,
        amount: money(100, "CNY"),
        paid: attempt.amount,
      };
      plan(fault, on);
      await expect(shop.connected.refund(refund)).rejects.toThrow();
      expect((await shop.connected.refund(refund)).kind).toBe("succeeded");
      const made = [...simulator.platform.books.refunds.values()].filter((one) => one.intentId === id);
      expect(made.map((one) => one.amount)).toEqual([100]);
    },
  );
});

describe("a failure that Stripe replays for a day", () => {
  const kept: AnswerFault = { kind: "status", status: 500, isKept: true };

  it("does not keep an attempt from being paid: the next key opens its page, and finds it again", async () => {
    const attempt = sampleAttempt();
    plan(kept);
    await expect(shop.connected.start(attempt)).rejects.toThrow();
    expect((await shop.connected.start(attempt)).kind).toBe("action-required");
    shop.pay(attempt);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
  });

  it("of a refund leaves nothing known, until Stripe has forgotten it", async () => {
    const attempt = await paid();
    const refund = {
      requestKey: `k-${attempt.id}`,
      attemptId: attempt.id,
      paymentId: shop.intent(attempt).id,
      amount: money(100, "CNY"),
      paid: attempt.amount,
    };
    plan(kept, "POST /v1/refunds");
    await expect(shop.connected.refund(refund)).rejects.toThrow();
    await expect(shop.connected.refund(refund)).rejects.toThrow();
    await expect(shop.connected.refund(refund)).rejects.toThrow();
    simulator.platform.clock.advance(25 * 3_600_000);
    expect((await shop.connected.refund(refund)).kind).toBe("succeeded");
  });
});

describe("the five seconds of a call", () => {
  it.each(["hang", "stall"] as const)("end one whose answer does not come (%s)", async (kind) => {
    const attempt = sampleAttempt();
    plan({ kind });
    const began = Date.now();
    await expect(shop.connected.start(attempt)).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(5600);
    // What was done though nobody heard of it is found again.
    const { url } = ((await shop.connected.start(attempt)) as { action: { url: string } }).action;
    expect(url).toContain(shop.session(attempt).id);
  });
});

describe("a close", () => {
  it("that was refused because the customer paid meanwhile tells of the money", async () => {
    const attempt = await paid();
    expect(await shop.connected.cancel(attempt)).toMatchObject({ payments: [{ amount: attempt.amount }] });
  });

  it("that was done though its answer got lost is seen by the next", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    plan({ kind: "break-after" }, "/expire");
    await expect(shop.connected.cancel(attempt)).rejects.toThrow();
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
  });
});

describe("a refusal", () => {
  it.each([
    [400, "parameter_invalid"],
    [400, "url_invalid"],
    [401, ""],
    [403, "more_permissions_required"],
  ])("%i %s of a start declines: nothing was opened, and both read why", async (status, code) => {
    plan({ kind: "status", status, code });
    expect(await shop.connected.start(sampleAttempt())).toMatchObject({
      kind: "declined",
      customer: { "zh-CN": expect.stringContaining("没有扣款"), en: expect.any(String) },
      merchant: { "zh-CN": expect.stringContaining(String(status)), en: expect.stringContaining(code) },
    });
  });

  it.each([400, 401, 403, 404])("%i of a query is no answer about the attempt", async (status) => {
    const attempt = await paid();
    plan({ kind: "status", status });
    await expect(shop.connected.fetch(attempt)).rejects.toThrow();
    plan({ kind: "status", status });
    await expect(shop.connected.start(attempt)).rejects.toThrow();
  });

  it.each([401, 403])("%i of a refund is no answer about it", async (status) => {
    const attempt = await paid();
    const refund = {
      requestKey: "r",
      attemptId: attempt.id,
      paymentId: shop.intent(attempt).id,
      amount: money(100, "CNY"),
      paid: attempt.amount,
    };
    for (const on of ["GET /v1/refunds", "POST /v1/refunds"]) {
      plan({ kind: "status", status }, on);
      await expect(shop.connected.refund(refund)).rejects.toThrow("refused");
    }
  });
});

describe("the merchant's own mistakes", () => {
  const wrongKey = `sk_test_${"0".repeat(99)}`;

  it("another account's key, or one that was deactivated: the merchant reads it, the customer may pay another way", async () => {
    const told = await shop.connect({}, { secretKey: wrongKey }).start(sampleAttempt());
    expect(told).toMatchObject({ kind: "declined", merchant: { en: expect.stringContaining("secret key") } });
    const attempt = await paid();
    const other = openShop(simulator);
    const foreign = shop.connect({}, { secretKey: other.credentials.secretKey });
    await expect(foreign.fetch(attempt)).rejects.toThrow("No such checkout.session");
  });

  it("a restricted key without what it needs: said, with what it lacks", async () => {
    const restricted = openShop(simulator, { permissions: ["checkout_sessions", "refunds"] });
    expect((await restricted.connected.start(sampleAttempt())).kind).toBe("action-required");
    expect(await restricted.connected.check!()).toMatchObject({
      kind: "refused",
      field: "secretKey",
      merchant: { en: expect.stringContaining("balance"), "zh-CN": expect.stringContaining("权限") },
    });
  });

  it.each(["test", "live"] as const)("a check says which mode the key is of: %s", async (mode) => {
    const told = await openShop(simulator, { mode }).connected.check!();
    expect(told).toMatchObject({ kind: "works", merchant: { en: expect.stringContaining(`a ${mode} key`) } });
  });

  it("a simulator where none is allowed", () => {
    expect(() => shop.connect({ areSimulatorsAllowed: false })).toThrow("not allowed");
  });
});

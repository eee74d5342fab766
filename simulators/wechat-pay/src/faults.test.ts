import { money } from "@hutong/kernel";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AnswerFault } from "./faults.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator);
});
beforeEach(() => {
  simulator.platform.faults.answers = [];
});
afterAll(() => simulator.stop());

function plan(fault: AnswerFault, on = "/v3/"): void {
  simulator.platform.faults.answers.push({ on, fault });
}

/** Faults after which nothing is known. */
const unknown: AnswerFault[] = [
  { kind: "status", status: 500, code: "SYSTEM_ERROR" },
  { kind: "status", status: 500, code: "SYSTEMERROR" },
  { kind: "status", status: 502, code: "SERVICE_UNAVAILABLE" },
  { kind: "status", status: 503, code: "SERVICE_UNAVAILABLE" },
  { kind: "status", status: 429, code: "FREQUENCY_LIMITED" },
  { kind: "break-before" },
  { kind: "break-after" },
  { kind: "wrong-signature" },
  { kind: "unsigned" },
];

describe.each(unknown)("after $kind $status $code", (fault) => {
  it("an order is not known, and the next try makes it good", async () => {
    const attempt = sampleAttempt();
    plan(fault);
    await expect(shop.connected.start(attempt)).rejects.toThrow();
    expect((await shop.connected.start(attempt)).kind).toBe("action-required");
  });

  it("a query is not known, and a paid order stays paid", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    shop.pay(attempt);
    plan(fault);
    await expect(shop.connected.fetch(attempt)).rejects.toThrow();
    plan(fault);
    await expect(shop.connected.cancel(attempt)).rejects.toThrow();
    expect((await shop.connected.cancel(attempt)).kind).toBe("paid");
  });

  it("a refund is never failed, and is made once", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    shop.pay(attempt);
    const refund = {
      requestKey: "r-1",
      attemptId: attempt.id,
      paymentId: shop.order(attempt).transactionId!,
      amount: money(100, "CNY"),
      paid: attempt.amount,
    };
    const own = { ...refund, requestKey: `r-${attempt.id}` };
    plan(fault, "/refunds");
    const first = await shop.connected.refund(own).catch(() => ({ kind: "unknown" }));
    expect(["unknown", "pending"]).toContain(first.kind);
    await shop.connected.refund(own);
    const ofOrder = [...simulator.platform.refunds.values()].filter(
      (one) => one.outTradeNo === shop.order(attempt).outTradeNo,
    );
    expect(ofOrder.map((one) => one.amount)).toEqual([100]);
  });
});

describe("a close", () => {
  it("that was refused because the customer paid meanwhile tells of the money", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    plan({ kind: "status", status: 400, code: "ORDERPAID" }, "/close");
    const pending = shop.connected.cancel(attempt);
    shop.pay(attempt);
    expect((await pending).kind).toBe("paid");
  });

  it("that was done though its answer got lost is seen by the next", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    plan({ kind: "break-after" }, "/close");
    await expect(shop.connected.cancel(attempt)).rejects.toThrow();
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
  });
});

describe("a refusal", () => {
  it.each([
    [400, "PARAM_ERROR"],
    [400, "APPID_MCHID_NOT_MATCH"],
    [401, "SIGN_ERROR"],
    [403, "NO_AUTH"],
    [403, "NOAUTH"],
    [403, "RULE_LIMIT"],
    [404, ""],
  ])("%i %s declines: nothing was ordered, and both read why", async (status, code) => {
    plan({ kind: "status", status, code });
    expect(await shop.connected.start(sampleAttempt())).toMatchObject({
      kind: "declined",
      customer: { "zh-CN": expect.stringContaining("没有扣款"), en: expect.any(String) },
      merchant: { "zh-CN": expect.stringContaining(String(status)), en: expect.stringContaining(code) },
    });
  });

  it("about the number is not believed before the order was asked for", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    shop.pay(attempt);
    plan({ kind: "status", status: 403, code: "OUT_TRADE_NO_USED" }, "/native");
    expect((await shop.connected.start(attempt)).kind).toBe("paid");
  });

  it("of a query is no answer about the order", async () => {
    plan({ kind: "status", status: 404, code: "" });
    await expect(shop.connected.fetch(sampleAttempt())).rejects.toThrow();
    plan({ kind: "status", status: 404, code: "ORDERNOTEXIST" });
    expect(await shop.connected.fetch(sampleAttempt())).toEqual({ kind: "pending" });
  });
});

describe("the merchant's own mistakes", () => {
  const otherKey = () => openShop(simulator).subject.far.credentials as { privateKey: string };
  const withCredentials = (change: object, subject = shop.subject) =>
    subject.provider.connect(
      subject.provider.credentials.parse({ ...(subject.far.credentials as object), ...change }),
      { ...subject.far.environment, memory: new Map() },
    );

  it.each([
    ["another merchant's private key", () => otherKey(), "SIGN_ERROR"],
    ["another serial", () => ({ serialNo: "A".repeat(40) }), "SIGN_ERROR"],
    ["another appid", () => ({ appid: "wx0123456789abcdef" }), "APPID_MCHID_NOT_MATCH"],
    ["another mchid", () => ({ mchid: "1900007291" }), "SIGN_ERROR"],
  ])("%s: the merchant reads it, the customer may pay another way", async (_, change, code) => {
    const given = change();
    const { privateKey } = given as { privateKey?: string };
    const connected = withCredentials(privateKey ? { privateKey } : given);
    expect(await connected.start(sampleAttempt())).toMatchObject({
      kind: "declined",
      merchant: { en: expect.stringContaining(code) },
    });
  });

  it("a public key that is not WeChat Pay's, or another APIv3 key: no answer is believed", async () => {
    const foreign = openShop(simulator).subject.far.credentials as { publicKey: string };
    await expect(withCredentials({ publicKey: foreign.publicKey }).start(sampleAttempt())).rejects.toThrow(
      "not proven",
    );
    const byCertificate = openShop(simulator, "certificate").subject;
    await expect(
      withCredentials({ apiV3Key: "f".repeat(32) }, byCertificate).start(sampleAttempt()),
    ).rejects.toThrow();
  });

  it("a clock ten minutes off: refused by WeChat Pay, and the merchant reads of the clock", async () => {
    const off = { offsetMs: 0, now: () => new Date(simulator.platform.clock.now().getTime() - 600_000) };
    expect(await shop.connect({ clock: off }).start(sampleAttempt())).toMatchObject({
      kind: "declined",
      merchant: { en: expect.stringContaining("clock") },
    });
  });

  it("a simulator where none is allowed", () => {
    expect(() => shop.connect({ areSimulatorsAllowed: false })).toThrow("not allowed");
  });
});

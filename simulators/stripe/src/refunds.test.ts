import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { calm } from "./faults.ts";
import { createRefund, endRefund } from "./refund-calls.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { refundsOf, toRefund } from "./testing/buying.ts";
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

describe("a refund", () => {
  it("in parts leaves the payment paid, and is told as it was made", async () => {
    const { attempt, refund } = await toRefund(shop);
    const made = await shop.connected.refund(refund(800, "a"));
    expect(made).toEqual({ kind: "succeeded", refundId: expect.stringMatching(/^re_/) });
    expect(await shop.connected.fetchRefund!(refund(800, "a"))).toEqual(made);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
    expect((await shop.connected.refund(refund(5801, "b"))).kind).toBe("failed");
    expect((await shop.connected.refund(refund(5800, "c"))).kind).toBe("succeeded");
  });

  it("is made once, also when it is asked for after Stripe has forgotten the key", async () => {
    const { attempt, refund } = await toRefund(shop);
    const made = await shop.connected.refund(refund(800, `surplus:${attempt.id}`));
    await pass(shop, 3 * 86_400);
    expect(await shop.connected.refund(refund(800, `surplus:${attempt.id}`))).toEqual(made);
    expect(refundsOf(shop, attempt)).toHaveLength(1);
  });

  it("is made once by two who ask at the same time", async () => {
    const { attempt, refund } = await toRefund(shop);
    const both = await Promise.all([1, 2].map(() => shop.connected.refund(refund(800, "x".repeat(300)))));
    expect(both[0]).toEqual(both[1]);
    expect(refundsOf(shop, attempt)).toHaveLength(1);
  });

  it("is found among more than a page of them", async () => {
    const { attempt, refund } = await toRefund(shop);
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
    const { attempt, refund } = await toRefund(shop);
    Object.assign(shop.platform.faults, { refundsBegin: begin, refundsEnd: end });
    expect((await shop.connected.refund(refund(100, "a"))).kind).toBe(first);
    await pass(shop, 5);
    const told = await shop.connected.fetchRefund!(refund(100, "a"));
    expect(told.kind).toBe(last);
    const type = end === "failed" ? "refund.failed" : "refund.updated";
    const { facts } = await shop.connected.readNotification(shop.notice(attempt, type));
    const amount = refund(100, "a").amount;
    expect(facts).toEqual([
      { kind: "refund", attemptId: attempt.id, requestKey: "a", amount, outcome: told },
    ]);
  });

  it("that fails after it looked fine is told as failed", async () => {
    const { attempt, refund } = await toRefund(shop);
    expect((await shop.connected.refund(refund(100, "a"))).kind).toBe("succeeded");
    endRefund(shop.platform, refundsOf(shop, attempt)[0]!, "failed");
    expect((await shop.connected.fetchRefund!(refund(100, "a"))).kind).toBe("failed");
  });

  it("without balance waits for the merchant, and goes through once there is some", async () => {
    const { attempt, refund } = await toRefund(shop);
    shop.merchant.balance = 0;
    for (let tries = 0; tries < 3; tries++)
      expect(await shop.connected.refund(refund(100, "a"))).toMatchObject({
        kind: "pending",
        merchant: { "zh-CN": expect.stringContaining("余额不足") },
      });
    shop.merchant.balance = 100;
    expect((await shop.connected.refund(refund(100, "a"))).kind).toBe("succeeded");
    expect(refundsOf(shop, attempt)).toHaveLength(1);
  });

  it("never passes for another one under the same key", async () => {
    const { refund } = await toRefund(shop);
    await shop.connected.refund(refund(100, "a"));
    expect((await shop.connected.refund(refund(200, "a"))).kind).toBe("failed");
  });

  it("made by the merchant at Stripe is told of the attempt, and of no request", async () => {
    const { attempt } = await toRefund(shop);
    createRefund(shop.platform, shop.merchant, { payment_intent: shop.intent(attempt).id, amount: "50" });
    const { facts } = await shop.connected.readNotification(shop.notice(attempt, "refund.created"));
    expect(facts).toMatchObject([
      { attemptId: attempt.id, requestKey: null, outcome: { kind: "succeeded" } },
    ]);
  });
});

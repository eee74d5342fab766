import { money } from "@hutong/kernel";
import { type Receiver, sampleAttempt, startReceiver } from "@hutong/payment-providers/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliverDue, resendSchedule } from "./delivery.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let receiver: Receiver;
let shop: Shop;
beforeEach(async () => {
  simulator = await startSimulator();
  receiver = await startReceiver("alipay");
  shop = openShop(simulator, {}, receiver.url);
  receiver.read = (request) => shop.connected.readNotification(request);
});
afterEach(async () => {
  await simulator.stop();
  await receiver.stop();
});

async function paid(count = 1) {
  const attempts = Array.from({ length: count }, () => sampleAttempt({ description: "100% 晨雾+é" }));
  for (const attempt of attempts) await shop.pay(attempt);
  return attempts;
}
const statuses = (deliveries: readonly { status: number }[]) => deliveries.map((one) => one.status);

describe("a notice", () => {
  it("comes once when it was taken", async () => {
    const [attempt] = await paid();
    expect(await deliverDue(shop.platform)).toMatchObject([{ status: 200, isHeard: true }]);
    await pass(shop, 86_400);
    const outcome = await shop.connected.fetch(attempt!);
    expect(receiver.facts).toEqual([{ attemptId: attempt!.id, outcome }]);
  });

  it("comes 8 times in 25 hours when nobody takes it, and is believed at the last", async () => {
    const read = receiver.read;
    receiver.read = () => Promise.reject(new Error("no"));
    await paid();
    await deliverDue(shop.platform);
    for (const [index, seconds] of resendSchedule.entries()) {
      expect(await pass(shop, seconds - 1)).toEqual([]);
      if (index === resendSchedule.length - 1) receiver.read = read;
      expect(await pass(shop, 1)).toHaveLength(1);
    }
    expect(await pass(shop, 86_400)).toEqual([]);
    expect(receiver.requests).toHaveLength(8);
    expect(receiver.facts).toHaveLength(1);
    expect(new Set(receiver.requests.map((request) => Buffer.from(request.body).toString())).size).toBe(1);
  });

  it("is heard only by the one word", async () => {
    receiver.read = async () => ({ facts: [], reply: { status: 200, body: "success\n" } });
    await paid();
    expect(await deliverDue(shop.platform)).toMatchObject([{ status: 200, isHeard: false }]);
    expect(shop.platform.notices).toHaveLength(1);
  });

  it("that got lost comes again, and one that comes twice says the same", async () => {
    shop.platform.faults.notices = ["drop", "double"];
    await paid();
    expect(statuses(await deliverDue(shop.platform))).toEqual([0]);
    expect(statuses(await pass(shop, 240))).toEqual([200, 200]);
    expect(receiver.facts[0]).toEqual(receiver.facts[1]);
  });

  it.each(["wrong-signature", "foreign-app", "foreign-seller"] as const)(
    "with a %s is refused, and then comes as it should",
    async (fault) => {
      shop.platform.faults.notices = [fault];
      await paid();
      expect(statuses(await deliverDue(shop.platform))).toEqual([401]);
      expect(statuses(await pass(shop, 240))).toEqual([200]);
    },
  );

  it("with a wrong amount is told as it is", async () => {
    shop.platform.faults.notices = ["wrong-amount"];
    await paid();
    await deliverDue(shop.platform);
    expect(receiver.facts).toMatchObject([{ outcome: { payments: [{ amount: money(1, "CNY") }] } }]);
  });

  it("comes for every payment in any weather", async () => {
    let seed = 7;
    shop.platform.faults.random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    shop.platform.faults.weather = { drop: 0.3, double: 0.3, maxDelaySeconds: 3600, isReordered: true };
    const attempts = await paid(30);
    await deliverDue(shop.platform);
    for (let minutes = 0; minutes < 48 * 60 && shop.platform.notices.length > 0; minutes += 15)
      await pass(shop, 900);
    const told = new Set(receiver.facts.map((fact) => fact.attemptId));
    expect(told).toEqual(new Set(attempts.map((attempt) => attempt.id)));
    expect(receiver.facts.length).toBeGreaterThan(30);
    expect(receiver.refused).toEqual([]);
  });
});

describe("a refund's notice", () => {
  it("tells of the refund under its key, and that the trade is still paid, in full too", async () => {
    const [attempt] = await paid();
    await deliverDue(shop.platform);
    const payment = receiver.facts[0];
    receiver.facts.length = 0;
    const refund = (amount: number, requestKey: string) =>
      shop.connected.refund({
        requestKey,
        attemptId: attempt!.id,
        paymentId: shop.trade(attempt!).tradeNo,
        amount: money(amount, "CNY"),
        paid: attempt!.amount,
      });
    const fact = (requestKey: string, refundId: string) => ({
      kind: "refund",
      attemptId: attempt!.id,
      requestKey,
      outcome: { kind: "succeeded", refundId },
    });
    await refund(800, `surplus:${attempt!.id}`);
    await pass(shop, 3);
    expect(receiver.facts).toEqual([payment, fact(`surplus:${attempt!.id}`, `surplus_3a${attempt!.id}`)]);
    receiver.facts.length = 0;
    await refund(16_000, "rest");
    await pass(shop, 3);
    expect(shop.trade(attempt!).status).toBe("TRADE_CLOSED");
    expect(receiver.facts).toEqual([payment, fact("rest", "rest")]);
  });
});

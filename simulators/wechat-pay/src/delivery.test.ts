import { money } from "@hutong/kernel";
import { type Receiver, sampleAttempt, startReceiver } from "@hutong/payment-providers/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tick } from "./control.ts";
import { resendSchedule } from "./notices.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let receiver: Receiver;
let shop: Shop;
beforeEach(async () => {
  simulator = await startSimulator();
  receiver = await startReceiver("wechat-pay");
  shop = openShop(simulator, "public-key", receiver.url);
  receiver.read = (request) => shop.connected.readNotification(request);
});
afterEach(async () => {
  await simulator.stop();
  await receiver.stop();
});

async function paid(count = 1) {
  const attempts = Array.from({ length: count }, () => sampleAttempt());
  for (const attempt of attempts) {
    await shop.connected.start(attempt);
    shop.pay(attempt);
  }
  return attempts;
}

describe("a notice", () => {
  it("comes once when it was taken", async () => {
    const [attempt] = await paid();
    expect((await tick(shop.platform)).map((one) => one.status)).toEqual([200]);
    await pass(shop, 86_400);
    expect(receiver.facts).toEqual([
      { attemptId: attempt!.id, outcome: await shop.connected.fetch(attempt!) },
    ]);
  });

  it("comes 16 times in about a day, same id and body, each signed anew, when nobody takes it", async () => {
    receiver.read = () => Promise.reject(new Error("no"));
    await paid();
    await tick(shop.platform);
    for (const seconds of resendSchedule) {
      expect(await pass(shop, seconds - 1)).toEqual([]);
      expect(await pass(shop, 1)).toHaveLength(1);
    }
    expect(await pass(shop, 86_400)).toEqual([]);
    const parts = (of: (request: Receiver["requests"][number]) => string) =>
      new Set(receiver.requests.map(of)).size;
    expect(receiver.requests).toHaveLength(16);
    expect(parts((request) => Buffer.from(request.body).toString("utf8"))).toBe(1);
    expect(parts((request) => request.headers["wechatpay-signature"]!)).toBe(16);
    expect(resendSchedule.reduce((sum, seconds) => sum + seconds, 0)).toBe(86_640);
  });

  it("that got lost comes again, and one that comes twice says the same", async () => {
    shop.platform.faults.notices = ["drop", "double"];
    await paid();
    expect((await tick(shop.platform)).map((one) => one.status)).toEqual([0]);
    expect((await pass(shop, 15)).map((one) => one.status)).toEqual([200, 200]);
    expect(receiver.facts).toHaveLength(2);
    expect(receiver.facts[0]).toEqual(receiver.facts[1]);
  });

  it("with a probe's signature is refused, and then comes well signed", async () => {
    shop.platform.faults.notices = ["wrong-signature"];
    await paid();
    expect((await tick(shop.platform)).map((one) => one.status)).toEqual([401]);
    expect((await pass(shop, 15)).map((one) => one.status)).toEqual([200]);
  });

  it.each(["wrong-tag", "foreign-merchant"] as const)(
    "with a %s is refused, though it is truly signed",
    async (fault) => {
      shop.platform.faults.notices = [fault];
      await paid();
      expect((await tick(shop.platform)).map((one) => one.status)).toEqual([401]);
      expect(receiver.facts).toEqual([]);
    },
  );

  it("with a wrong amount is told as it is", async () => {
    shop.platform.faults.notices = ["wrong-amount"];
    await paid();
    await tick(shop.platform);
    expect(receiver.facts).toMatchObject([{ outcome: { payments: [{ amount: money(1, "CNY") }] } }]);
  });

  it("comes for every payment in any weather", async () => {
    let seed = 7;
    shop.platform.faults.random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    shop.platform.faults.weather = { drop: 0.3, double: 0.3, maxDelaySeconds: 3600, isReordered: true };
    const attempts = await paid(40);
    await tick(shop.platform);
    for (let minutes = 0; minutes < 48 * 60 && shop.platform.notices.length > 0; minutes += 15)
      await pass(shop, 900);
    const told = new Set(receiver.facts.map((fact) => fact.attemptId));
    expect(told).toEqual(new Set(attempts.map((attempt) => attempt.id)));
    expect(receiver.facts.length).toBeGreaterThan(40);
    expect(receiver.refused).toEqual([]);
  });
});

describe("a refund's notice", () => {
  it.each([
    ["SUCCESS", "succeeded"],
    ["ABNORMAL", "pending"],
    ["CLOSED", "failed"],
  ] as const)("%s: %s, under the key that it was asked for with", async (end, kind) => {
    const [attempt] = await paid();
    await tick(shop.platform);
    receiver.facts.length = 0;
    shop.platform.faults.refundsEnd = end;
    const requestKey = `surplus:${attempt!.id}`;
    const paymentId = shop.order(attempt!).transactionId!;
    const amount = money(100, "CNY");
    await shop.connected.refund({
      requestKey,
      attemptId: attempt!.id,
      paymentId,
      amount,
      paid: attempt!.amount,
    });
    await pass(shop, 5);
    expect(receiver.facts).toMatchObject([
      { kind: "refund", attemptId: attempt!.id, requestKey, amount, outcome: { kind } },
    ]);
  });
});

import { money } from "@hutong/kernel";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tick } from "./control.ts";
import { resendSchedule } from "./notices.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let receiver: Receiver;
let shop: Shop;
beforeEach(async () => {
  simulator = await startSimulator();
  receiver = await startReceiver();
  shop = openShop(simulator, { endpoint: receiver.url });
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
const typesOf = () =>
  receiver.requests.map(({ body }) => (JSON.parse(Buffer.from(body).toString()) as { type: string }).type);

describe("a payment's events", () => {
  it("come once each when they are taken, and two of them tell of the money alike", async () => {
    const [attempt] = await paid();
    expect((await tick(shop.platform)).map((one) => one.status)).toEqual([200, 200, 200]);
    const fact = { attemptId: attempt!.id, outcome: await shop.connected.fetch(attempt!) };
    await pass(shop, 86_400);
    expect(typesOf()).toEqual(["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]);
    expect(receiver.facts).toEqual([fact, fact]);
  });

  it("come again for three days, same body, signed anew, when nobody takes them", async () => {
    receiver.read = () => Promise.reject(new Error("no"));
    await paid();
    await tick(shop.platform);
    for (const seconds of resendSchedule) {
      expect(await pass(shop, seconds - 1)).toEqual([]);
      expect(await pass(shop, 1)).toHaveLength(3);
    }
    expect(await pass(shop, 10 * 86_400)).toEqual([]);
    const different = (of: (request: Receiver["requests"][number]) => string) =>
      new Set(receiver.requests.map(of)).size;
    expect(different((request) => Buffer.from(request.body).toString("utf8"))).toBe(3);
    expect(
      different((request) => request.headers["stripe-signature"]!.split(",")[0]!),
    ).toBeGreaterThanOrEqual(11);
    const days = resendSchedule.reduce<number>((sum, seconds) => sum + seconds, 0) / 86_400;
    expect(days).toBeGreaterThan(3);
  });

  it("that got lost come again, and those that come twice say the same", async () => {
    shop.platform.faults.notices = ["drop", "double", "drop"];
    await paid();
    expect((await tick(shop.platform)).map((one) => one.status)).toEqual([0, 200, 200, 0]);
    expect((await pass(shop, 300)).map((one) => one.status)).toEqual([200, 200]);
    expect(new Set(receiver.facts.map((fact) => JSON.stringify(fact))).size).toBe(1);
  });

  it("with a wrong signature are refused, and then come well signed", async () => {
    shop.platform.faults.notices = ["wrong-signature", "wrong-signature", "other-mode"];
    await paid();
    expect((await tick(shop.platform)).map((one) => one.status)).toEqual([401, 401, 401]);
    expect(receiver.facts).toEqual([]);
    expect((await pass(shop, 300)).map((one) => one.status)).toEqual([200, 200, 200]);
  });

  it("with a wrong amount are told as they are", async () => {
    shop.platform.faults.notices = ["wrong-amount", "wrong-amount", "wrong-amount"];
    await paid();
    await tick(shop.platform);
    for (const fact of receiver.facts)
      expect(fact).toMatchObject({ outcome: { payments: [{ amount: money(1, "CNY") }] } });
  });

  it("come for every payment in any weather", async () => {
    let seed = 7;
    shop.platform.faults.random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    shop.platform.faults.weather = { drop: 0.3, double: 0.3, maxDelaySeconds: 3600, isReordered: true };
    const attempts = await paid(40);
    await tick(shop.platform);
    for (let hours = 0; hours < 96 && shop.platform.notices.length > 0; hours++) await pass(shop, 3600);
    const told = new Set(receiver.facts.map((fact) => fact.attemptId));
    expect(told).toEqual(new Set(attempts.map((attempt) => attempt.id)));
    expect(receiver.refused).toEqual([]);
    for (const fact of receiver.facts) expect(fact).toMatchObject({ outcome: { kind: "paid" } });
  });
});

describe("a page that was closed", () => {
  it("is told as declined", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    await shop.connected.cancel(attempt);
    await tick(shop.platform);
    expect(typesOf()).toEqual(["checkout.session.expired"]);
    expect(receiver.facts).toEqual([{ attemptId: attempt.id, outcome: await shop.connected.fetch(attempt) }]);
  });
});

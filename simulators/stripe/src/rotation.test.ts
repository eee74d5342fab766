import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tick } from "./control.ts";
import { rollSecret } from "./merchants.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let receiver: Receiver;
beforeEach(async () => {
  simulator = await startSimulator();
  receiver = await startReceiver();
});
afterEach(async () => {
  await simulator.stop();
  await receiver.stop();
});

async function traffic(shop: Shop, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    shop.pay(attempt);
    ids.push(attempt.id);
    await tick(shop.platform);
  }
  return ids;
}

describe("a webhook secret", () => {
  it("is rolled in traffic without one notice refused, whichever side changes first", async () => {
    const shop = openShop(simulator, { endpoint: receiver.url });
    const before = shop.connected;
    receiver.read = (request) => before.readNotification(request);
    const ids = await traffic(shop, 5);

    const { platform, merchant } = shop;
    const { webhookSecret } = rollSecret(merchant, 3600, platform.clock.now().getTime());
    // Stripe signs with both: the shop that has not heard of it yet goes on.
    ids.push(...(await traffic(shop, 5)));
    const previousWebhookSecret = shop.credentials.webhookSecret;
    const during = shop.connect({}, { webhookSecret, previousWebhookSecret });
    receiver.read = (request) => during.readNotification(request);
    ids.push(...(await traffic(shop, 5)));

    platform.clock.advance(3_601_000);
    // The old one signs no more: the new one carries on, with the old still in the form and without it.
    ids.push(...(await traffic(shop, 5)));
    const after = shop.connect({}, { webhookSecret });
    receiver.read = (request) => after.readNotification(request);
    ids.push(...(await traffic(shop, 5)));

    expect(receiver.refused).toEqual([]);
    expect(new Set(receiver.facts.map((fact) => fact.attemptId))).toEqual(new Set(ids));
    expect(ids).toHaveLength(25);

    receiver.read = (request) => before.readNotification(request);
    await traffic(shop, 1);
    expect(receiver.refused.length).toBeGreaterThan(0);
  });

  it("that is entered before Stripe has it believes the old one meanwhile", async () => {
    const shop = openShop(simulator, { endpoint: receiver.url });
    const webhookSecret = "whsec_0000000000000000000000000000000b";
    const previousWebhookSecret = shop.credentials.webhookSecret;
    const early = shop.connect({}, { webhookSecret, previousWebhookSecret });
    receiver.read = (request) => early.readNotification(request);
    await traffic(shop, 3);
    expect(receiver.refused).toEqual([]);
  });
});

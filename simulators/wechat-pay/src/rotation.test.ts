import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addCertificate, signatureHeaders, signWith } from "./platform.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

async function paid(shop: Shop) {
  const attempt = sampleAttempt();
  expect((await shop.connected.start(attempt)).kind).toBe("action-required");
  shop.pay(attempt);
  return attempt;
}

async function isBelieved(shop: Shop, attempt: Awaited<ReturnType<typeof paid>>): Promise<boolean> {
  const { facts } = await shop.connected.readNotification(shop.notice(attempt));
  return facts.length === 1;
}

/** Counts downloads of certificates by planning a fault that never comes to its turn on other paths. */
function countDownloads(): () => number {
  let count = 0;
  const { answers } = simulator.platform.faults;
  const find = answers.findIndex.bind(answers);
  answers.findIndex = (predicate) => {
    if (predicate({ on: "/v3/certificates", fault: { kind: "hang" } }, 0, answers)) count += 1;
    return find(predicate);
  };
  return () => count;
}

describe("a new platform certificate", () => {
  it("takes over in traffic without one payment refused, and the old one goes", async () => {
    const shop = openShop(simulator, "certificate");
    const before = await paid(shop);
    expect(await isBelieved(shop, before)).toBe(true);
    const oldNotice = shop.notice(before);

    const serial = addCertificate(simulator.platform);
    expect(await isBelieved(shop, await paid(shop))).toBe(true);
    signWith(simulator.platform, serial);
    simulator.platform.clock.advance(61_000);
    // Both sign for some days: what the old one signed is still believed.
    const [fresh] = await Promise.all([paid(shop), paid(shop), paid(shop)]);
    expect(await isBelieved(shop, fresh)).toBe(true);
    expect((await shop.connected.readNotification(oldNotice)).facts).toHaveLength(1);

    signWith(simulator.platform, serial, true);
    simulator.platform.clock.advance(13 * 3_600_000);
    const later = sampleAttempt();
    await shop.connected.start(later);
    await expect(shop.connected.readNotification(oldNotice)).rejects.toThrow("not proven");
  });

  it("is fetched once for many who need it at the same time", async () => {
    const shop = openShop(simulator, "certificate");
    const downloads = countDownloads();
    await Promise.all(Array.from({ length: 10 }, () => shop.connected.start(sampleAttempt())));
    expect(downloads()).toBe(1);
  });

  it("is not fetched again and again for serials that somebody made up", async () => {
    const shop = openShop(simulator, "certificate");
    const attempt = await paid(shop);
    const downloads = countDownloads();
    simulator.platform.clock.advance(61_000);
    for (let n = 0; n < 50; n++) {
      const request = shop.notice(attempt);
      const headers = {
        ...request.headers,
        "wechatpay-serial": n.toString(16).toUpperCase().padStart(40, "A"),
      };
      await expect(shop.connected.readNotification({ ...request, headers })).rejects.toThrow("not proven");
    }
    expect(downloads()).toBe(1);
  });

  it("that could not be had leaves a notice unread, to be sent again", async () => {
    const shop = openShop(simulator, "certificate");
    const attempt = await paid(shop);
    simulator.platform.faults.answers.push({ on: "/v3/certificates", fault: { kind: "break-before" } });
    const fresh = shop.connect({ memory: new Map() });
    await expect(fresh.readNotification(shop.notice(attempt))).rejects.not.toThrow("not proven");
    simulator.platform.clock.advance(15_000);
    expect((await fresh.readNotification(shop.notice(attempt))).facts).toHaveLength(1);
  });

  it("is not believed when another than the APIv3 key sealed it, or the list is not signed", async () => {
    const shop = openShop(simulator, "certificate");
    simulator.platform.faults.answers.push({ on: "/v3/certificates", fault: { kind: "wrong-signature" } });
    await expect(shop.connected.start(sampleAttempt())).rejects.toThrow();
  });
});

describe("the switch to the public key", () => {
  it("believes either key while it lasts, and refuses no payment", async () => {
    const shop = openShop(simulator, "switching");
    const attempt = await paid(shop);
    const merchant = simulator.platform.merchants.get(shop.mchid)!;
    const { body } = shop.notice(attempt);
    for (const kind of ["public-key", "certificate", "public-key", "certificate"] as const) {
      const headers = signatureHeaders(simulator.platform, merchant, kind, Buffer.from(body));
      expect((await shop.connected.readNotification({ headers, body })).facts).toHaveLength(1);
    }
    merchant.keyMode = "public-key";
    expect(await isBelieved(shop, await paid(shop))).toBe(true);
  });

  it("goes without certificates once there are none", async () => {
    const shop = openShop(simulator, "public-key");
    const attempt = await paid(shop);
    const merchant = simulator.platform.merchants.get(shop.mchid)!;
    const { body } = shop.notice(attempt);
    const headers = signatureHeaders(simulator.platform, merchant, "certificate", Buffer.from(body));
    await expect(shop.connected.readNotification({ headers, body })).rejects.toThrow("unknown serial");
    expect(await isBelieved(shop, attempt)).toBe(true);
  });

  it("is not known to an account that has certificates only", async () => {
    const shop = openShop(simulator, "certificate");
    const attempt = await paid(shop);
    const merchant = simulator.platform.merchants.get(shop.mchid)!;
    const { body } = shop.notice(attempt);
    const headers = signatureHeaders(simulator.platform, merchant, "public-key", Buffer.from(body));
    await expect(shop.connected.readNotification({ headers, body })).rejects.toThrow("unknown serial");
  });
});

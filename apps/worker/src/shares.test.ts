import { openCell } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { getOrderPayments } from "@hutong/orders";
import { getAccount, planShares, saveAccount, setShare, settleShare } from "@hutong/payments";
import { register, type Simulator, startSimulator } from "@hutong/simulator-wechat-pay";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { dayMs, openPlatform, openSharingShop, type SharingShop, type Sold } from "./testing/sharing-shop.ts";
import { startWorker } from "./worker.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the test tells what they would have said.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

const companyName = "胡同电子商务有限公司";

let database: TestDatabase;
let simulator: Simulator;
let mchid: string;
let shop: SharingShop;
beforeAll(async () => {
  database = await createTestDatabase();
  simulator = await startSimulator();
  mchid = (await openPlatform(database, simulator, companyName)).mchid;
});
afterAll(async () => {
  await simulator.stop();
  await database.drop();
});
beforeEach(async () => {
  shop = await openSharingShop(database, simulator, mchid);
});

const share = (basisPoints: number) => setShare(shop.platform, { accountId: shop.wechat, basisPoints });

/** What WeChat Pay shared of a payment, in the order that it was asked to; each part with what was returned of it. */
const sharedOf = ({ transactionId }: Sold) =>
  [...simulator.platform.sharings.values()]
    .filter((one) => one.transactionId === transactionId)
    .flatMap(({ parts }) =>
      parts.map(({ account, amount, failure, returned }) => ({ account, amount, failure, returned })),
    );
const isFree = ({ transactionId }: Sold) => simulator.platform.unfrozen.has(transactionId);
const part = (amount: number, returned = 0) => ({ account: mchid, amount, failure: null, returned });

async function rowOf({ paymentId }: Sold) {
  const [row] =
    await database.owner`select state, amount::int, returned::int, return_amount::int, tries, note->>'en' as note,
    request_key from payment_shares where store_id = ${shop.storeId} and payment_id = ${paymentId}`;
  return row;
}

/** What the ledger says: the platform's part, and the clearing account beyond captures and refunds. */
async function books() {
  const [row] =
    await database.owner`select coalesce(sum(amount) filter (where account = 'commission'), 0)::int as commission,
      coalesce(sum(amount) filter (where account = ${`clearing:${shop.wechat}`}), 0)::int as clearing
    from ledger_entries where store_id = ${shop.storeId} and kind in ('share', 'share-return')`;
  return row;
}

async function storyOf({ attemptId }: Sold): Promise<string[]> {
  const [row] =
    await database.owner`select story from payment_attempts where store_id = ${shop.storeId} and id = ${attemptId}`;
  return row!.story
    .filter(({ kind }: { kind: string }) => kind.startsWith("share"))
    .map(({ kind, amount }: { kind: string; amount?: number }) => `${kind} ${amount ?? ""}`.trim());
}

describe("the platform's share", () => {
  it("is taken a week after the payment, of what was not given back, and the rest is let go", async () => {
    const before = await shop.sell();
    await share(1000);
    const whole = await shop.sell();
    const half = await shop.sell();
    const none = await shop.sell();
    await shop.refund(half, 3101);
    await shop.refund(none, 6200);
    shop.pass(6 * dayMs);
    await shop.work();
    expect([await rowOf(whole), isFree(whole)]).toEqual([undefined, false]);
    shop.pass(dayMs);
    await shop.work();
    expect(sharedOf(whole)).toEqual([part(620)]);
    expect(sharedOf(half)).toEqual([part(309)]);
    expect(sharedOf(none)).toEqual([]);
    expect(sharedOf(before)).toEqual([]);
    expect([whole, half, none, before].map(isFree)).toEqual([true, true, true, false]);
    expect(await rowOf(whole)).toMatchObject({ state: "succeeded", amount: 620, tries: 1, note: null });
    expect(await rowOf(none)).toMatchObject({ state: "succeeded", amount: 0 });
    expect(await rowOf(before)).toBeUndefined();
    expect(await books()).toEqual({ commission: 929, clearing: -929 });
    expect(await storyOf(whole)).toEqual(["shared 620"]);
  });

  it("waits for a refund that is under way", async () => {
    await share(1000);
    const sold = await shop.sell();
    shop.pass(7 * dayMs);
    await database.owner`insert into refunds (store_id, id, payment_id, request_key, amount, currency, reason, state, created_at, updated_at)
      values (${shop.storeId}, gen_random_uuid(), ${sold.paymentId}, 'under-way', 200, 'CNY', 'test', 'pending', now(), now())`;
    await shop.work();
    expect([await rowOf(sold), sharedOf(sold)]).toMatchObject([{ state: "pending", request_key: null }, []]);
    await database.owner`update refunds set state = 'failed' where store_id = ${shop.storeId}`;
    shop.pass(dayMs);
    await shop.work();
    expect(sharedOf(sold)).toEqual([part(620)]);
  });

  it("goes back in proportion with each refund, and wholly with the last", async () => {
    await share(60);
    const sold = await shop.sell();
    shop.pass(7 * dayMs);
    await shop.work();
    expect(sharedOf(sold)).toEqual([part(37)]);
    await shop.refund(sold, 3100);
    await shop.work(2);
    expect(sharedOf(sold)).toEqual([part(37, 19)]);
    expect(await books()).toEqual({ commission: 18, clearing: -18 });
    await shop.refund(sold, 3100);
    await shop.work(2);
    expect(sharedOf(sold)).toEqual([part(37, 37)]);
    expect(await rowOf(sold)).toMatchObject({
      state: "succeeded",
      amount: 37,
      returned: 37,
      return_amount: 0,
    });
    expect(await books()).toEqual({ commission: 0, clearing: 0 });
    expect(await storyOf(sold)).toEqual(["shared 37", "share-returned 19", "share-returned 18"]);
    const [order] = await database.owner`select id from orders where store_id = ${shop.storeId}`;
    const { attempts } = await getOrderPayments(shop.staff, { id: order!.id });
    expect(attempts[0]!.story.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["shared", "share-returned"]),
    );
  });

  it("is asked back under a new number, the next day, where giving it back was refused", async () => {
    await share(1000);
    const sold = await shop.sell();
    shop.pass(7 * dayMs);
    await shop.work();
    await shop.refund(sold, 6200);
    const fault = { kind: "status", status: 403, code: "NO_AUTH" } as const;
    simulator.platform.faults.answers = [{ on: "/profitsharing/return-orders", fault }];
    await shop.work();
    expect([sharedOf(sold), await rowOf(sold)]).toMatchObject([
      [part(620)],
      { state: "succeeded", returned: 0, return_amount: 0, note: expect.any(String) },
    ]);
    shop.pass(dayMs);
    await shop.work();
    expect([sharedOf(sold), await books()]).toEqual([[part(620, 620)], { commission: 0, clearing: 0 }]);
    expect(await storyOf(sold)).toEqual(["shared 620", "share-failed", "share-returned 620"]);
  });

  it("happens once where answers get lost and several workers do the same at once", async () => {
    await share(1000);
    const sold = await shop.sell();
    shop.pass(7 * dayMs);
    const lose = (on: string) =>
      simulator.platform.faults.answers.push(
        { on, fault: { kind: "break-after" } },
        { on, fault: { kind: "break-after" } },
      );
    lose("/profitsharing/orders");
    await planShares(shop.platform);
    const [job] = await shop.handed();
    // Taken, and nobody learnt of it.
    await settleShare(shop.platform, job!);
    expect([sharedOf(sold), await rowOf(sold)]).toMatchObject([
      [part(620)],
      { state: "pending", amount: 620 },
    ]);
    simulator.platform.faults.answers = [];
    shop.pass(600_000);
    await shop.work(3);
    expect([sharedOf(sold), await rowOf(sold), await books()]).toMatchObject([
      [part(620)],
      { state: "succeeded", tries: 1 },
      { commission: 620, clearing: -620 },
    ]);
    lose("/profitsharing/return-orders");
    await shop.refund(sold, 1000);
    await planShares(shop.platform);
    for (const again of await shop.handed()) await settleShare(shop.platform, again);
    expect([sharedOf(sold), await books()]).toMatchObject([[part(620, 100)], { commission: 620 }]);
    simulator.platform.faults.answers = [];
    shop.pass(600_000);
    await shop.work(3);
    expect([sharedOf(sold), await books()]).toEqual([[part(620, 100)], { commission: 520, clearing: -520 }]);
  });

  it("is tried again under a new key when the platform is no receiver, and told in words once", async () => {
    await share(1000);
    const sold = await shop.sell();
    const list = simulator.platform.receivers.get(`${mchid} ${shop.subMchid}`)!;
    list.clear();
    shop.pass(7 * dayMs);
    await shop.work();
    shop.pass(dayMs);
    await shop.work();
    expect(await rowOf(sold)).toMatchObject({
      state: "pending",
      tries: 2,
      note: expect.stringContaining("NO_RELATION"),
    });
    expect(await storyOf(sold)).toEqual(["share-failed"]);
    expect([isFree(sold), await books()]).toEqual([false, { commission: 0, clearing: 0 }]);
    await share(1000);
    shop.pass(dayMs);
    await shop.work();
    expect(await rowOf(sold)).toMatchObject({ state: "succeeded", tries: 3, note: null });
    expect(sharedOf(sold).map(({ failure }) => failure)).toEqual(["NO_RELATION", "NO_RELATION", null]);
    expect(await books()).toEqual({ commission: 620, clearing: -620 });
  });

  it.each(["closed", "refused"])(
    "that is %s all the time lets the money go before the 30 days are over",
    async (how) => {
      await share(1000);
      const sold = await shop.sell();
      simulator.platform.receivers.get(`${mchid} ${shop.subMchid}`)!.clear();
      const refuse = {
        on: "/profitsharing/orders",
        fault: { kind: "status", status: 403, code: "RULE_LIMIT" },
      } as const;
      for (let day = 7; day < 28; day += 1) {
        shop.pass((day === 7 ? 7 : 1) * dayMs);
        const isRefused = how === "refused" && day < 26;
        simulator.platform.faults.answers = isRefused ? [refuse] : [];
        if (isFree(sold)) break;
        if (isRefused) {
          await planShares(shop.platform);
          for (const job of await shop.handed()) await settleShare(shop.platform, job);
        } else await shop.work();
      }
      simulator.platform.faults.answers = [];
      await shop.work();
      expect([isFree(sold), await books()]).toEqual([true, { commission: 0, clearing: 0 }]);
      expect(await rowOf(sold)).toMatchObject({ state: "failed", amount: 0, note: expect.any(String) });
    },
  );

  it("is planned as long as something may be shared, by the store's own worker", async () => {
    await share(1000);
    const sold = await shop.sell();
    expect(await planShares(shop.platform)).toBe(3600);
    shop.pass(7 * dayMs);
    const cell = openCell({ url: database.appUrl, writers: 2, prepare: !process.env.TEST_POOL_URL });
    const logger = pino({ level: "silent" });
    const worker = await startWorker({
      cell,
      directUrl: database.directUrl,
      mailer: { send: async () => {} },
      logger,
      clock: shop.clock,
    });
    try {
      await vi.waitFor(
        async () => {
          simulator.platform.clock.advance(61_000);
          shop.clock.advance(61_000);
          expect(await rowOf(sold)).toMatchObject({ state: "succeeded" });
        },
        { timeout: 20_000, interval: 300 },
      );
    } finally {
      await worker.stop();
      await cell.end();
    }
    expect(await books()).toEqual({ commission: 620, clearing: -620 });
    await share(0);
    await shop.work();
    expect(await planShares(shop.platform)).toBe(3600);
    shop.pass(32 * dayMs);
    expect(await planShares(shop.platform)).toBeNull();
  });
});

describe("an operator sets the share", () => {
  it("of an account under the platform's own, up to what WeChat Pay allows", async () => {
    await expect(share(3001)).rejects.toMatchObject({ code: "share_too_large", params: { most: 30 } });
    await expect(share(-1)).rejects.toMatchObject({ code: "share_invalid" });
    await expect(share(3000)).resolves.toEqual({ basisPoints: 3000 });
    expect((await getAccount(shop.staff, { id: shop.wechat })).account.shareBasisPoints).toBe(3000);
    const own = await saveAccount(shop.platform, {
      provider: "wechat-pay",
      title: { en: "Our own" },
      credentials: { ...register(simulator.platform, {}) },
    });
    if (own.kind !== "saved") throw new Error(own.kind);
    await expect(setShare(shop.platform, { accountId: own.id, basisPoints: 60 })).rejects.toMatchObject({
      code: "share_not_possible",
    });
  });

  it("and nobody else does, nor for another store", async () => {
    const input = { accountId: shop.wechat, basisPoints: 60 };
    await expect(setShare(shop.staff, input)).rejects.toMatchObject({ code: "forbidden" });
    const other = await openSharingShop(database, simulator, mchid);
    await expect(setShare(other.platform, input)).rejects.toMatchObject({ code: "account_not_found" });
    await share(1000);
    const sold = await shop.sell();
    shop.pass(7 * dayMs);
    await planShares(shop.platform);
    expect(await planShares(other.platform)).toBeNull();
    await expect(settleShare(other.platform, sold)).rejects.toMatchObject({ code: "share_not_found" });
    expect([sharedOf(sold), await rowOf(sold)]).toMatchObject([[], { state: "pending" }]);
  });

  it("for the sub-merchant, whose store cannot leave it behind by connecting it anew", async () => {
    await share(60);
    const credentials = { mode: "service-provider", subMchid: shop.subMchid } as const;
    const title = { en: "WeChat Pay" };
    const anew = await saveAccount(shop.staff, { provider: "wechat-pay", title, credentials });
    if (anew.kind !== "saved") throw new Error(anew.kind);
    expect((await getAccount(shop.staff, { id: anew.id })).account.shareBasisPoints).toBe(60);
    const own = { ...register(simulator.platform, { tellsSecrets: false }), mode: "direct" };
    await saveAccount(shop.staff, { id: anew.id, provider: "wechat-pay", title, credentials: own });
    expect((await getAccount(shop.staff, { id: anew.id })).account.shareBasisPoints).toBe(0);
    await saveAccount(shop.staff, { id: anew.id, provider: "wechat-pay", title, credentials });
    expect((await getAccount(shop.staff, { id: anew.id })).account.shareBasisPoints).toBe(60);
  });

  it("and is told what is missing where WeChat Pay would not share", async () => {
    const sub = simulator.platform.merchants.get(mchid)!.subMerchants!.get(shop.subMchid)!;
    sub.granted.delete("profit-sharing");
    await expect(share(60)).rejects.toMatchObject({ code: "share_refused" });
    await expect(share(0)).resolves.toEqual({ basisPoints: 0 });
    // A platform that has not said its company's name, in a database of its own.
    const apart = await createTestDatabase();
    const there = await startSimulator();
    try {
      const provider = await openPlatform(apart, there);
      const nameless = await openSharingShop(apart, there, provider.mchid);
      const input = { accountId: nameless.wechat, basisPoints: 60 };
      await expect(setShare(nameless.platform, input)).rejects.toMatchObject({
        code: "share_refused",
        params: { why: expect.stringContaining("companyName") },
      });
    } finally {
      await there.stop();
      await apart.drop();
    }
  });
});

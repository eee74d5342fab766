import { money } from "@hutong/kernel";
import {
  openProfitSharing,
  type ProfitSharing,
  type Share,
  type SharingRequest,
} from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { KeyMode } from "./merchants.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openServiceProvider, openShop, openSubShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

const openDirect = (keyMode: KeyMode) => openShop(simulator, keyMode);
const openSub = (keyMode: KeyMode) =>
  openSubShop(simulator, openServiceProvider(simulator, keyMode), { hasAppid: true });
const pass = (ms: number) => simulator.platform.clock.advance(ms);
const cny = (amount: number) => money(amount, "CNY");
const supplier = { type: "MERCHANT_ID", account: "1900000109", name: "景德镇晨雾陶瓷有限公司" } as const;
const staff = { type: "PERSONAL_OPENID", account: "o-staff", name: "林若水" } as const;

const part = (receiver: typeof supplier | typeof staff, amount: number): Share => ({
  ...receiver,
  amount: cny(amount),
  description: "货款",
});

describe.each([
  ["a direct merchant in public-key mode", () => openDirect("public-key")],
  ["a direct merchant with certificates", () => openDirect("certificate")],
  ["a sub-merchant in public-key mode", () => openSub("public-key")],
  ["a sub-merchant with certificates", () => openSub("certificate")],
])("profit sharing of %s", (_, open) => {
  let shop: Shop;
  let sharing: ProfitSharing;
  let paymentId: string;
  let paidAt: Date;
  beforeAll(() => {
    shop = open();
    sharing = openProfitSharing(shop.subject.far.credentials, shop.subject.far.environment);
  });
  beforeEach(async () => {
    const expiresAt = new Date(simulator.platform.clock.now().getTime() + 900_000);
    const attempt = sampleAttempt({ expiresAt, isForSharing: true });
    await shop.connected.start(attempt);
    shop.pay(attempt);
    paymentId = shop.order(attempt).transactionId!;
    paidAt = simulator.platform.clock.now();
    pass(60_000);
  });

  const request = (
    requestKey: string,
    shares: Share[],
    change: Partial<SharingRequest> = {},
  ): SharingRequest => ({
    requestKey,
    paymentId,
    shares,
    isLast: false,
    paid: cny(16800),
    paidAt,
    shared: cny(0),
    requestsBefore: 0,
    ...change,
  });

  it("gives parts away once for a key, and the rest to the merchant", async () => {
    expect(await sharing.addReceiver(supplier, "SUPPLIER")).toEqual({ kind: "done" });
    expect(await sharing.addReceiver(staff, { custom: "店员" })).toEqual({ kind: "done" });
    expect(await sharing.fetchRatio()).toBe(3000);
    const asked = request(`s-${paymentId}`, [part(supplier, 4000), part(staff, 1000)]);
    expect((await sharing.share(asked)).kind).toBe("pending");
    expect((await sharing.share(asked)).kind).toBe("pending");
    expect(await sharing.fetchUnshared(paymentId)).toEqual(cny(11_800));
    pass(3000);
    expect(await sharing.fetchSharing(asked.requestKey, paymentId)).toEqual({
      kind: "ended",
      shares: [
        {
          type: "MERCHANT_ID",
          account: supplier.account,
          amount: cny(4000),
          outcome: "succeeded",
          why: null,
        },
        {
          type: "PERSONAL_OPENID",
          account: staff.account,
          amount: cny(1000),
          outcome: "succeeded",
          why: null,
        },
      ],
    });
    const [first] = [...simulator.platform.sharings.values()].filter(
      (one) => one.transactionId === paymentId,
    );
    expect(first!.parts).toHaveLength(2);
    expect((await sharing.release(`e-${paymentId}`, paymentId, "解冻")).kind).toBe("pending");
    expect(await sharing.fetchUnshared(paymentId)).toEqual(cny(0));
    const late = request(`l-${paymentId}`, [part(supplier, 1)], { shared: cny(5000) });
    expect(await sharing.share(late)).toMatchObject({
      kind: "refused",
      merchant: { "zh-CN": expect.stringContaining("已解冻") },
    });
  });

  it("is shared once when the answer is lost on the way", async () => {
    await sharing.addReceiver(supplier, "SUPPLIER");
    const asked = request(`b-${paymentId}`, [part(supplier, 100)]);
    simulator.platform.faults.answers = [{ on: "/profitsharing/orders", fault: { kind: "break-after" } }];
    await expect(sharing.share(asked)).rejects.toThrow();
    expect((await sharing.share(asked)).kind).toBe("pending");
    expect(await sharing.fetchUnshared(paymentId)).toEqual(cny(16_700));
    // Under the same key nothing else is done.
    const other = await sharing.share({ ...asked, shares: [part(supplier, 200)] });
    expect(other).toMatchObject({ kind: "pending", shares: [{ amount: cny(100) }] });
  });

  it("ends with a part that failed, and says why", async () => {
    await sharing.addReceiver(supplier, "SUPPLIER");
    await sharing.deleteReceiver(staff);
    const asked = request(`f-${paymentId}`, [part(supplier, 100), part(staff, 100)], { isLast: true });
    await sharing.share(asked);
    pass(3000);
    expect(await sharing.fetchSharing(asked.requestKey, paymentId)).toMatchObject({
      kind: "ended",
      shares: [{ outcome: "succeeded" }, { outcome: "failed", why: "NO_RELATION" }],
    });
  });

  it("is taken back from a merchant, once for a key and never more than was given", async () => {
    await sharing.addReceiver(supplier, "SUPPLIER");
    const sharingKey = `t-${paymentId}`;
    await sharing.share(request(sharingKey, [part(supplier, 1000)]));
    pass(3000);
    const back = {
      requestKey: `r-${paymentId}`,
      sharingKey,
      mchid: supplier.account,
      amount: cny(600),
      description: "退货",
    };
    expect(await sharing.takeBack(back)).toEqual({ kind: "pending" });
    pass(3000);
    expect(await sharing.takeBack(back)).toMatchObject({ kind: "succeeded" });
    expect(await sharing.fetchTakenBack(back.requestKey, sharingKey)).toMatchObject({ kind: "succeeded" });
    expect(await sharing.takeBack({ ...back, requestKey: `q-${paymentId}` })).toMatchObject({
      kind: "failed",
      merchant: { "zh-CN": expect.stringContaining("回退金额超过") },
    });
  });

  it("keeps to the limits before anybody is asked", async () => {
    await sharing.addReceiver(supplier, "SUPPLIER");
    const calls = simulator.platform.sharings.size;
    const many = Array.from({ length: 51 }, (__, at) => ({
      ...part(supplier, 1),
      account: `19000${10_000 + at}`,
    }));
    const wrong: [Partial<SharingRequest>, string][] = [
      [{ shares: [] }, "接收方"],
      [{ shares: many }, "接收方"],
      [{ shares: [part(supplier, 1), part(supplier, 2)] }, "接收方"],
      [{ shares: [part(supplier, 0)] }, "0.01"],
      [{ shares: [{ ...part(supplier, 1), amount: money(1, "USD") }] }, "人民币"],
      [{ shares: [{ ...part(supplier, 1), description: "字".repeat(81) }] }, "描述"],
      [{ shares: [part(supplier, 5041)] }, "比例"],
      [{ shares: [part(supplier, 41)], shared: cny(5000) }, "比例"],
      [{ paidAt: simulator.platform.clock.now() }, "一分钟"],
      [{ requestsBefore: 50 }, "50 次"],
    ];
    for (const [change, word] of wrong)
      expect(await sharing.share(request(`w-${paymentId}`, [part(supplier, 1)], change))).toMatchObject({
        kind: "refused",
        merchant: { "zh-CN": expect.stringContaining(word), en: expect.any(String) },
      });
    expect(simulator.platform.sharings.size).toBe(calls);
    expect((await sharing.share(request(`o-${paymentId}`, [part(supplier, 5040)]))).kind).toBe("pending");
  });
});

it("takes no payment that was not started for sharing, and no more than WeChat Pay allows", async () => {
  const shop = openDirect("public-key");
  const sharing = openProfitSharing(shop.subject.far.credentials, shop.subject.far.environment);
  await sharing.addReceiver(supplier, "SUPPLIER");
  for (const isForSharing of [false, true]) {
    const expiresAt = new Date(simulator.platform.clock.now().getTime() + 900_000);
    const attempt = sampleAttempt({ expiresAt, ...(isForSharing ? { isForSharing } : {}) });
    await shop.connected.start(attempt);
    shop.pay(attempt);
    const paidAt = simulator.platform.clock.now();
    pass(60_000);
    const asked: SharingRequest = {
      requestKey: `n-${attempt.id}`,
      paymentId: shop.order(attempt).transactionId!,
      shares: [part(supplier, 6000)],
      isLast: false,
      paid: attempt.amount,
      paidAt,
      shared: cny(0),
      requestsBefore: 0,
    };
    const words = isForSharing ? "最大比例" : "非分账订单";
    // We were told a ratio that WeChat Pay does not keep to: its word counts.
    expect(await sharing.share(asked, 10_000)).toMatchObject({
      kind: "refused",
      merchant: { "zh-CN": expect.stringContaining(words) },
    });
  }
});

it("does nothing for a sub-merchant that has not granted it, or for another's payment", async () => {
  const provider = openServiceProvider(simulator);
  const [mine, theirs] = [openSubShop(simulator, provider), openSubShop(simulator, provider)];
  const sharingOf = (shop: Shop) =>
    openProfitSharing(shop.subject.far.credentials, shop.subject.far.environment);
  const expiresAt = new Date(simulator.platform.clock.now().getTime() + 900_000);
  const attempt = sampleAttempt({ expiresAt, isForSharing: true });
  await mine.connected.start(attempt);
  mine.pay(attempt);
  const paymentId = mine.order(attempt).transactionId!;
  pass(60_000);
  expect(await sharingOf(theirs).release("x", paymentId, "解冻")).toMatchObject({ kind: "refused" });
  const { subMchid } = mine.subject.far.credentials as { subMchid: string };
  simulator.platform.merchants
    .get(provider.mchid)!
    .subMerchants!.get(subMchid)!
    .granted.delete("profit-sharing");
  expect(await sharingOf(mine).addReceiver(staff, "STAFF")).toMatchObject({
    kind: "refused",
    merchant: { en: expect.stringContaining("NO_AUTH") },
  });
});

import type { Statement, StatementLine } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmInBridge } from "./buyer.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { merchantCall } from "./testing/merchant-call.ts";
import {
  openServiceProvider,
  openShop,
  openSubShop,
  pass,
  type ServiceProvider,
  type Shop,
} from "./testing/shop.ts";

let simulator: Simulator;
let provider: ServiceProvider;
let shop: Shop;
let neighbour: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  provider = openServiceProvider(simulator);
});
afterAll(() => simulator.stop());
beforeEach(() => {
  shop = openSubShop(simulator, provider, { hasAppid: true });
  neighbour = openSubShop(simulator, provider);
});

const credentialsOf = (of: Shop) =>
  of.subject.far.credentials as {
    subMchid: string;
    subAppid?: string;
    miniProgramAppid?: string;
  };
const attemptNow = (change: Parameters<typeof sampleAttempt>[0] = {}) =>
  sampleAttempt({ expiresAt: new Date(simulator.platform.clock.now().getTime() + 900_000), ...change });

async function paid(of: Shop) {
  const attempt = attemptNow();
  await of.connected.start(attempt);
  of.pay(attempt);
  const outcome = await of.connected.fetch(attempt);
  if (outcome.kind !== "paid") throw new Error(outcome.kind);
  return { attempt, payment: outcome.payments[0]! };
}

async function linesOf(statement: Extract<Statement, { kind: "ready" }>): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  for await (const line of statement.lines) lines.push(line);
  return lines;
}

const refundOf = ({ attempt, payment }: Awaited<ReturnType<typeof paid>>, requestKey = "r-1") => ({
  requestKey,
  attemptId: attempt.id,
  paymentId: payment.id,
  amount: payment.amount,
  paid: payment.amount,
});

describe("a sub-merchant's customer", () => {
  it.each(["wechat", "mini-program"] as const)(
    "in %s pays by the appid of the page they are on",
    async (kind) => {
      const own = attemptNow({ customer: { kind, openId: "o-mine" } });
      const provided = attemptNow({ customer: { kind, openId: "o-theirs" } });
      for (const [of, attempt, appid] of [
        [shop, own, kind === "wechat" ? credentialsOf(shop).subAppid : credentialsOf(shop).miniProgramAppid],
        [neighbour, provided, provider.appid],
      ] as const) {
        const told = await of.connected.start(attempt);
        if (told.kind !== "action-required" || told.action.kind !== "client-confirm")
          throw new Error(told.kind);
        const { parameters } = told.action;
        if (kind === "wechat") expect(parameters.appId).toBe(appid);
        confirmInBridge(simulator.platform, parameters);
        expect((await of.connected.fetch(attempt)).kind).toBe("paid");
      }
      expect(shop.order(own)).toMatchObject({
        payerOf: "sub_appid",
        openid: "o-mine",
        subMchid: credentialsOf(shop).subMchid,
      });
      expect(neighbour.order(provided)).toMatchObject({
        payerOf: "appid",
        openid: "o-theirs",
        subAppid: null,
      });
    },
  );

  it("is found by the appid that will be paid with", async () => {
    const attempt = attemptNow({ customer: { kind: "wechat" } });
    const identify = (appId: string | undefined) => ({
      kind: "action-required",
      action: { kind: "identify", by: "wechat-web", appId, canIdentify: true },
    });
    expect(await shop.connected.start(attempt)).toEqual(identify(credentialsOf(shop).subAppid));
    expect(await neighbour.connected.start(attempt)).toEqual(identify(provider.appid));
  });
});

describe("two sub-merchants of one service provider", () => {
  it("see nothing of each other: orders, refunds, closes", async () => {
    const mine = await paid(shop);
    expect(await neighbour.connected.fetch(mine.attempt)).toEqual({ kind: "pending" });
    expect((await neighbour.connected.cancel(mine.attempt)).kind).toBe("declined");
    expect((await shop.connected.fetch(mine.attempt)).kind).toBe("paid");
    expect((await neighbour.connected.refund(refundOf(mine))).kind).toBe("failed");
    expect(await neighbour.connected.fetchRefund!(refundOf(mine))).toEqual({ kind: "not-made" });
    expect((await shop.connected.refund(refundOf(mine))).kind).toBe("pending");
    expect(await neighbour.connected.fetchRefund!(refundOf(mine))).toEqual({ kind: "not-made" });
    // A number belongs to the service provider: the neighbour can not order it anew.
    expect((await neighbour.connected.start(mine.attempt)).kind).toBe("declined");
  });

  it("get a bill of their own, and none that holds another's rows", async () => {
    const mine = await paid(shop);
    const theirs = await paid(neighbour);
    const day = new Date(simulator.platform.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    await pass(shop, 2 * 86_400);
    for (const [of, { attempt, payment }] of [
      [shop, mine],
      [neighbour, theirs],
    ] as const) {
      const statement = await of.connected.statement!(day);
      if (statement.kind !== "ready") throw new Error(statement.kind);
      const lines = await linesOf(statement);
      expect(lines.map((line) => [line.attemptId, line.paymentId])).toEqual([[attempt.id, payment.id]]);
    }
    simulator.platform.faults.bill = "of-all";
    const whole = await shop.connected.statement!(day);
    simulator.platform.faults.bill = "good";
    if (whole.kind !== "ready") throw new Error(whole.kind);
    await expect(linesOf(whole)).rejects.toThrow("another sub-merchant");
  });
});

describe("WeChat Pay refuses", () => {
  const prepayBody = (change: object) => ({
    sp_appid: provider.appid,
    sp_mchid: provider.mchid,
    sub_mchid: credentialsOf(shop).subMchid,
    description: "晨雾 白瓷杯",
    out_trade_no: `n${Date.now()}${Math.floor(Math.random() * 1e6)}`,
    notify_url: "https://pay.example.com/payments/notices/wechat-pay/platform",
    amount: { total: 100, currency: "CNY" },
    ...change,
  });
  const asProvider = (): Shop => ({
    ...shop,
    subject: { ...shop.subject, far: { ...shop.subject.far, credentials: provider } },
  });
  const call = async (product: string, change: object) => {
    const { status, code } = await merchantCall(asProvider(), {
      path: `/v3/pay/partner/transactions/${product}`,
      body: prepayBody(change),
    });
    return [status, code];
  };

  it("what the documents do not allow", async () => {
    const { subAppid } = credentialsOf(shop);
    expect(await call("native", {})).toEqual([200, undefined]);
    expect(await call("native", { sub_appid: subAppid })).toEqual([200, undefined]);
    expect(await call("native", { sub_mchid: provider.mchid })).toEqual([400, "PARAM_ERROR"]);
    expect(await call("native", { sub_mchid: undefined })).toEqual([400, "PARAM_ERROR"]);
    expect(await call("native", { sp_mchid: "1900000009" })).toEqual([400, "PARAM_ERROR"]);
    expect(await call("native", { mchid: provider.mchid })).toEqual([400, "PARAM_ERROR"]);
    expect(await call("native", { sp_appid: "wx0000000000000000" })).toEqual([400, "APPID_MCHID_NOT_MATCH"]);
    expect(await call("native", { sub_appid: "wx0000000000000000" })).toEqual([400, "APPID_MCHID_NOT_MATCH"]);
    expect(await call("native", { sub_mchid: "1900000009" })).toEqual([403, "NO_AUTH"]);
    expect(await call("jsapi", { payer: { sub_openid: "o" } })).toEqual([400, "PARAM_ERROR"]);
    expect(await call("jsapi", { payer: { openid: "o" } })).toEqual([400, "PARAM_ERROR"]);
    expect(await call("jsapi", { payer: { sp_openid: "o", sub_openid: "o" } })).toEqual([400, "PARAM_ERROR"]);
    expect(await call("jsapi", { payer: { sp_openid: "o" } })).toEqual([200, undefined]);
  });

  it("a product that the sub-merchant has not granted, and says so to the merchant", async () => {
    const granted = simulator.platform.merchants
      .get(provider.mchid)!
      .subMerchants!.get(credentialsOf(shop).subMchid)!.granted;
    granted.delete("native");
    const declined = await shop.connected.start(attemptNow());
    expect(declined).toMatchObject({
      kind: "declined",
      merchant: { en: expect.stringContaining("NO_AUTH") },
    });
    expect((await shop.connected.check!()).kind).toBe("works");
    granted.clear();
    expect(await shop.connected.check!()).toMatchObject({ kind: "refused", field: "subMchid" });
  });

  it("a service provider at the direct doors, and a direct merchant at the partner's", async () => {
    const direct = openShop(simulator);
    const yesterday = new Date(simulator.platform.clock.now().getTime() - 2 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const asDirect = (mchid: string) => `/v3/pay/transactions/out-trade-no/n123456?mchid=${mchid}`;
    const asPartner = (mchid: string) =>
      `/v3/pay/partner/transactions/out-trade-no/n123456?sp_mchid=${mchid}&sub_mchid=1900000009`;
    const codes = await Promise.all([
      merchantCall(asProvider(), { path: asDirect(provider.mchid) }),
      merchantCall(direct, { path: asPartner(direct.mchid) }),
      merchantCall(direct, { path: `/v3/bill/tradebill?bill_date=${yesterday}&sub_mchid=1900000009` }),
    ]);
    expect(codes.map(({ code }) => code)).toEqual(["NO_AUTH", "NO_AUTH", "PARAM_ERROR"]);
  });
});

it("says of the platform's own account whether it works, and which credential does not", async () => {
  const check = (platform: object) =>
    shop.subject.provider.connectPlatform!({ ...shop.subject.far.environment, platform }).check();
  expect((await check(provider)).kind).toBe("works");
  const wrong = { ...provider, serialNo: "0123456789ABCDEF0123456789ABCDEF01234567" };
  expect(await check(wrong)).toMatchObject({ kind: "refused", field: "serialNo" });
  await expect(check({ ...provider, apiBase: "http://127.0.0.1:9" })).rejects.toThrow();
});

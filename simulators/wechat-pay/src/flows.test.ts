import { money } from "@hutong/kernel";
import type { Statement, StatementLine } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmInBridge, NotPayable, orderOfCode, payOrder } from "./buyer.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  simulator.platform.faults.bill = "good";
  simulator.platform.faults.refundsEnd = "SUCCESS";
  shop = openShop(simulator);
});
afterAll(() => simulator.stop());

const inWechat = { kind: "wechat", openId: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" } as const;

async function actionOf(attempt: ReturnType<typeof sampleAttempt>) {
  const outcome = await shop.connected.start(attempt);
  if (outcome.kind !== "action-required") throw new Error(JSON.stringify(outcome));
  return outcome.action;
}

describe("on a desktop", () => {
  it("shows a code, whose fresh one puts the old one out of use", async () => {
    const attempt = sampleAttempt();
    const first = await actionOf(attempt);
    const second = await actionOf(attempt);
    expect(first).toMatchObject({ kind: "qr-code", text: expect.stringMatching(/^weixin:\/\/wxpay\//) });
    expect(() => orderOfCode(simulator.platform, first.kind === "qr-code" ? first.text : "")).toThrow(
      NotPayable,
    );
    payOrder(
      simulator.platform,
      orderOfCode(simulator.platform, second.kind === "qr-code" ? second.text : ""),
    );
    expect(await shop.connected.fetch(attempt)).toEqual({
      kind: "paid",
      payments: [{ id: shop.order(attempt).transactionId, amount: attempt.amount }],
    });
  });
});

describe("inside WeChat", () => {
  it("asks who the customer is before anything is ordered", async () => {
    const attempt = sampleAttempt({ customer: { kind: "wechat" } });
    expect(await actionOf(attempt)).toEqual({
      kind: "identify",
      by: "wechat-web",
      appId: expect.any(String),
      canIdentify: true,
    });
    expect(() => shop.order(attempt)).toThrow("not ordered");
  });

  it("hands the bridge parameters that it accepts, and none that were changed", async () => {
    const attempt = sampleAttempt({ customer: inWechat });
    const action = await actionOf(attempt);
    if (action.kind !== "client-confirm") throw new Error("no parameters");
    expect(action.bridge).toBe("wechat-jsapi");
    for (const name of ["timeStamp", "nonceStr", "package", "paySign", "appId"]) {
      const changed = { ...action.parameters, [name]: `${action.parameters[name]}1` };
      expect(() => confirmInBridge(simulator.platform, changed)).toThrow(NotPayable);
    }
    confirmInBridge(simulator.platform, action.parameters);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
    expect(shop.order(attempt).payer).toBe(inWechat.openId);
  });

  it("gives a mini program the same without appId", async () => {
    const action = await actionOf(sampleAttempt({ customer: { ...inWechat, kind: "mini-program" } }));
    if (action.kind !== "client-confirm") throw new Error("no parameters");
    expect(Object.keys(action.parameters).sort()).toEqual([
      "nonceStr",
      "package",
      "paySign",
      "signType",
      "timeStamp",
    ]);
    confirmInBridge(simulator.platform, action.parameters);
  });
});

describe("inside Alipay", () => {
  it("is asked to open a browser, and nothing is ordered", async () => {
    const attempt = sampleAttempt({ customer: { kind: "alipay", ipAddress: "203.0.113.7" } });
    expect(await actionOf(attempt)).toEqual({ kind: "open-in-browser" });
    expect(() => shop.order(attempt)).toThrow("not ordered");
  });
});

describe("in a phone's browser", () => {
  it("goes to a page that comes back to the shop", async () => {
    const attempt = sampleAttempt({ customer: { kind: "phone-browser", ipAddress: "2001:db8::7" } });
    const action = await actionOf(attempt);
    if (action.kind !== "redirect") throw new Error("no page");
    const direct = await fetch(action.url, { headers: {} });
    expect(direct.status).toBe(409);
    const page = await fetch(action.url, { headers: { referer: "http://demo.localhost:3001/checkout" } });
    expect(page.status).toBe(200);
    const paid = await fetch(action.url, {
      method: "POST",
      body: new URLSearchParams({ choice: "pay" }),
      redirect: "manual",
    });
    expect(paid.headers.get("location")).toBe(attempt.returnUrl);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
  });

  it("declines without the customer's address, and does not guess where they are", async () => {
    for (const customer of [{ kind: "phone-browser" } as const, null])
      expect((await shop.connected.start(sampleAttempt({ customer }))).kind).toBe("declined");
  });
});

describe("an attempt", () => {
  it("says the same again after other words were cut from it, whatever was in them", async () => {
    const attempt = sampleAttempt({ description: `🎁 ${"晨雾，白瓷杯".repeat(20)}` });
    expect((await shop.connected.start(attempt)).kind).toBe("action-required");
    simulator.platform.clock.advance(5_000);
    expect((await shop.connect({ memory: new Map() }).start(attempt)).kind).toBe("action-required");
  });

  it("stays what it is when asked for with other words", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    const other = { ...attempt, amount: money(1, "CNY") };
    expect(await shop.connected.start(other)).toEqual({ kind: "pending" });
    shop.pay(attempt);
    // The amount that WeChat Pay names is told, not the one asked about.
    expect(await shop.connected.fetch(other)).toMatchObject({ payments: [{ amount: money(16800, "CNY") }] });
  });

  it("is not ordered any more when its time is over", async () => {
    const attempt = sampleAttempt({ expiresAt: new Date(simulator.platform.clock.now().getTime() - 1) });
    expect(await shop.connected.start(attempt)).toEqual({ kind: "pending" });
    expect(() => shop.order(attempt)).toThrow("not ordered");
  });

  it("is never closed at WeChat Pay before it got there", async () => {
    const attempt = sampleAttempt();
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect(simulator.platform.spoiled.size).toBe(0);
    expect((await shop.connected.start(attempt)).kind).toBe("action-required");
  });

  it("that is closed can neither be paid nor started", async () => {
    const attempt = sampleAttempt();
    await shop.connected.start(attempt);
    await shop.connected.cancel(attempt);
    expect(() => shop.pay(attempt)).toThrow("订单已关闭");
    expect((await shop.connected.start(attempt)).kind).toBe("declined");
  });

  it("of nothing is declined", async () => {
    expect((await shop.connected.start(sampleAttempt({ amount: money(0, "CNY") }))).kind).toBe("declined");
  });
});

async function paidAttempt() {
  const attempt = sampleAttempt({ expiresAt: new Date(simulator.platform.clock.now().getTime() + 900_000) });
  await shop.connected.start(attempt);
  shop.pay(attempt);
  const toRefund = (amount: number, requestKey: string) => ({
    requestKey,
    attemptId: attempt.id,
    paymentId: shop.order(attempt).transactionId!,
    amount: money(amount, "CNY"),
    paid: attempt.amount,
  });
  return { attempt, toRefund };
}

describe("a refund", () => {
  it("in parts leaves the order paid, and ends when WeChat Pay says so", async () => {
    const { attempt, toRefund } = await paidAttempt();
    const part = toRefund(800, `surplus:${attempt.id}`);
    expect(await shop.connected.refund(part)).toEqual({ kind: "pending" });
    await pass(shop, 5);
    const done = await shop.connected.fetchRefund!(part);
    expect(done).toEqual({ kind: "succeeded", refundId: expect.stringMatching(/^503\d{25}$/) });
    expect(await shop.connected.refund(part)).toEqual(done);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
  });

  it("too soon after another waits, and goes through with the same key", async () => {
    const { toRefund } = await paidAttempt();
    await shop.connected.refund(toRefund(100, "a"));
    expect(await shop.connected.refund(toRefund(200, "b"))).toEqual({ kind: "pending" });
    expect(await shop.connected.fetchRefund!(toRefund(200, "b"))).toEqual({ kind: "not-made" });
    await pass(shop, 60);
    await shop.connected.refund(toRefund(200, "b"));
    expect((await shop.connected.fetchRefund!(toRefund(200, "b"))).kind).toBe("pending");
  });

  it("without balance waits for the merchant, and goes through with the same key", async () => {
    const { toRefund } = await paidAttempt();
    const merchant = simulator.platform.merchants.get(shop.mchid)!;
    merchant.balance = 0;
    const told = await shop.connected.refund(toRefund(100, "a"));
    expect(told).toMatchObject({ kind: "pending", merchant: { "zh-CN": expect.stringContaining("充值") } });
    merchant.balance = 100;
    await shop.connected.refund(toRefund(100, "a"));
    expect(merchant.balance).toBe(0);
  });

  it.each([
    ["ABNORMAL", "pending"],
    ["CLOSED", "failed"],
  ] as const)("that ends %s is %s, and the merchant reads what to do", async (end, kind) => {
    const { toRefund } = await paidAttempt();
    simulator.platform.faults.refundsEnd = end;
    await shop.connected.refund(toRefund(100, "a"));
    await pass(shop, 5);
    expect(await shop.connected.fetchRefund!(toRefund(100, "a"))).toMatchObject({
      kind,
      merchant: { "zh-CN": expect.any(String), en: expect.any(String) },
    });
  });

  it("never passes for another one under the same number", async () => {
    const { toRefund } = await paidAttempt();
    await shop.connected.refund(toRefund(100, "a"));
    expect((await shop.connected.refund(toRefund(200, "a"))).kind).toBe("failed");
    const other = await paidAttempt();
    expect((await shop.connected.refund(other.toRefund(100, "a"))).kind).toBe("failed");
  });
});

async function linesOf(statement: Statement): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
  return lines;
}

describe("a bill", () => {
  const chinaDay = (offsetDays: number) =>
    new Date(simulator.platform.clock.now().getTime() + 8 * 3_600_000 + offsetDays * 86_400_000)
      .toISOString()
      .slice(0, 10);

  it("is not there for a day without movements, nor before ten in the morning", async () => {
    expect(await shop.connected.statement!(chinaDay(-2))).toEqual({ kind: "empty" });
    await paidAttempt();
    const day = chinaDay(0);
    const midnight = Date.parse(`${day}T00:00:00+08:00`) + 86_400_000;
    await expect(shop.connected.statement!(day)).rejects.toThrow("INVALID_REQUEST");
    simulator.platform.clock.advance(midnight + 9 * 3_600_000 - simulator.platform.clock.now().getTime());
    expect(await shop.connected.statement!(day)).toEqual({ kind: "not-ready" });
  });

  it("names every payment and refund to the fen, and is worth nothing when altered or cut", async () => {
    const { attempt, toRefund } = await paidAttempt();
    await shop.connected.refund(toRefund(801, `case:${attempt.id}`));
    const day = chinaDay(0);
    simulator.platform.clock.advance(2 * 86_400_000);
    const payment = shop.order(attempt).transactionId!;
    const statement = await shop.connected.statement!(day);
    expect(await linesOf(statement)).toEqual([
      {
        kind: "payment",
        attemptId: attempt.id,
        paymentId: payment,
        amount: money(16800, "CNY"),
        fee: money(101, "CNY"),
        occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      },
      {
        kind: "refund",
        attemptId: attempt.id,
        paymentId: payment,
        refundId: expect.stringMatching(/^503/),
        requestKey: `case:${attempt.id}`,
        amount: money(801, "CNY"),
        fee: money(-5, "CNY"),
        occurredAt: expect.any(String),
      },
    ]);
    for (const fault of ["altered", "cut"] as const) {
      simulator.platform.faults.bill = fault;
      const broken = await shop.connected.statement!(day);
      await expect(linesOf(broken)).rejects.toThrow();
    }
  });
});

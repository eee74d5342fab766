import { randomUUID } from "node:crypto";
import { money } from "@hutong/kernel";
import type { AttemptToPay, Statement, StatementLine } from "@hutong/payment-providers";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keyOf } from "./books.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator);
});
beforeEach(() => {
  Object.assign(simulator.platform.faults, { bill: "good", refundSeconds: 0 });
  simulator.platform.apps.get(shop.appId)!.balance = null;
});
afterAll(() => simulator.stop());

const now = () => simulator.platform.clock.now().getTime();
/** An attempt that ends `minutes` from now on the simulator's clock. */
const attemptFor = (minutes: number, change: Partial<AttemptToPay> = {}) =>
  sampleAttempt({ expiresAt: new Date(now() + minutes * 60_000), ...change });

async function actionOf(attempt: AttemptToPay, at = shop) {
  const outcome = await at.connected.start(attempt);
  if (outcome.kind !== "action-required") throw new Error(JSON.stringify(outcome));
  return outcome.action;
}

async function addressOf(attempt: AttemptToPay): Promise<URL> {
  const action = await actionOf(attempt);
  if (action.kind !== "redirect") throw new Error("no page");
  return new URL(action.url);
}

const contentOf = (address: URL) => JSON.parse(address.searchParams.get("biz_content")!) as object;

describe("on a computer", () => {
  it("goes to Alipay's page, which makes nothing before the customer has come", async () => {
    const attempt = attemptFor(15, { description: "A/B=C&D 白瓷杯" });
    const address = await addressOf(attempt);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      method: "alipay.trade.page.pay",
      return_url: attempt.returnUrl,
      notify_url: expect.stringContaining("/payments/notices/"),
    });
    expect(contentOf(address)).toEqual({
      out_trade_no: attempt.id.replaceAll("-", ""),
      total_amount: "168.00",
      subject: "A B C D 白瓷杯",
      time_expire: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
      product_code: "FAST_INSTANT_TRADE_PAY",
    });
    expect(() => shop.trade(attempt)).toThrow("nobody has come");
    expect((await shop.pay(attempt)).status).toBe("TRADE_SUCCESS");
    expect(await shop.connected.fetch(attempt)).toEqual({
      kind: "paid",
      payments: [{ id: shop.trade(attempt).tradeNo, amount: attempt.amount }],
    });
  });

  it("is led back to the shop by the cashier, paid or not", async () => {
    const attempt = attemptFor(15);
    const opened = await fetch((await addressOf(attempt)).href);
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain("¥168.00");
    const choose = (choice: string) =>
      fetch(opened.url, { method: "POST", body: new URLSearchParams({ choice }), redirect: "manual" });
    expect((await choose("quit")).status).toBe(200);
    expect(await shop.connected.fetch(attempt)).toEqual({ kind: "pending" });
    expect((await choose("pay")).headers.get("location")).toMatch(
      new RegExp(`^${attempt.returnUrl.replace(/[.]/g, "\\.")}\\?`),
    );
    expect((await choose("pay")).status).toBe(409);
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
  });

  it("shows a code where the account says so, which is paid on a phone", async () => {
    const byCode = openShop(simulator, { desktop: "qr" });
    const attempt = attemptFor(15);
    const action = await actionOf(attempt, byCode);
    expect(action).toEqual({
      kind: "qr-code",
      text: expect.stringMatching(/^https:\/\/qr\.alipay\.com\//),
      demoPhoneUrl: expect.stringMatching(/\/phone\?code=https%3A%2F%2Fqr\.alipay\.com%2F/),
      validForSeconds: 7200,
    });
    expect(await byCode.connected.fetch(attempt)).toEqual({ kind: "pending" });
    await byCode.pay(attempt);
    expect((await byCode.connected.start(attempt)).kind).toBe("paid");
  });
});

describe("on a phone", () => {
  it.each(["phone-browser", "alipay"] as const)(
    "in %s goes to the wap page, also without an address",
    async (kind) => {
      const attempt = attemptFor(15, { customer: { kind } });
      const address = await addressOf(attempt);
      expect(address.searchParams.get("method")).toBe("alipay.trade.wap.pay");
      expect(contentOf(address)).toMatchObject({
        product_code: "QUICK_WAP_WAY",
        quit_url: attempt.returnUrl,
      });
      await shop.pay(attempt);
      expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
    },
  );

  it.each(["wechat", "mini-program"] as const)("in %s is asked to open a browser", async (kind) => {
    expect(await actionOf(attemptFor(15, { customer: { kind } }))).toEqual({ kind: "open-in-browser" });
  });

  it("is declined where nobody knows where the customer is", async () => {
    expect((await shop.connected.start(attemptFor(15, { customer: null }))).kind).toBe("declined");
  });
});

describe("an attempt", () => {
  it.each([0, -1, 10_000_000_001])("of %i fen is declined", async (fen) => {
    expect((await shop.connected.start(attemptFor(15, { amount: money(fen, "CNY") }))).kind).toBe("declined");
  });

  it.each([
    [1, "0.01"],
    [10, "0.10"],
    [115, "1.15"],
    [435, "4.35"],
    [10_000_000_000, "100000000.00"],
  ])("of %i fen is %s yuan, there and back", async (fen, yuan) => {
    const attempt = attemptFor(15, { amount: money(fen, "CNY") });
    expect(contentOf(await addressOf(attempt))).toMatchObject({ total_amount: yuan });
    await shop.pay(attempt);
    expect(await shop.connected.fetch(attempt)).toMatchObject({ payments: [{ amount: money(fen, "CNY") }] });
  });

  it("that is over is not begun any more", async () => {
    const attempt = attemptFor(-0.5);
    expect(await shop.connected.start(attempt)).toEqual({ kind: "pending" });
    simulator.platform.clock.advance(61_000);
    expect((await shop.connected.start(attempt)).kind).toBe("declined");
  });

  it("that nobody has begun cannot be closed before its time is over, and is closed then", async () => {
    const attempt = attemptFor(15);
    const address = await addressOf(attempt);
    expect(await shop.connected.cancel(attempt)).toEqual({ kind: "pending" });
    simulator.platform.clock.advance(16 * 60_000 + 1000);
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect((await fetch(address)).status).toBe(409);
    expect((await shop.connected.fetch(attempt)).kind).toBe("declined");
  });

  it("that was not closed in time tells of the money that came", async () => {
    const attempt = attemptFor(15);
    await shop.connected.cancel(attempt);
    await shop.pay(attempt);
    expect((await shop.connected.cancel(attempt)).kind).toBe("paid");
  });

  it("that was begun can neither be paid nor started once it is closed", async () => {
    const attempt = attemptFor(15);
    const address = await addressOf(attempt);
    await shop.arrive(attempt);
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
    expect((await fetch(address)).status).toBe(409);
    expect((await shop.connected.start(attempt)).kind).toBe("declined");
  });

  it("that was begun and left is closed by Alipay at its end", async () => {
    const attempt = attemptFor(15);
    await shop.arrive(attempt);
    simulator.platform.clock.advance(15 * 60_000 + 1000);
    expect((await shop.connected.fetch(attempt)).kind).toBe("declined");
  });

  it("stays what it is when asked for with other words", async () => {
    const attempt = attemptFor(15);
    await shop.arrive(attempt);
    const other = { ...attempt, amount: money(1, "CNY") };
    expect((await fetch(await addressOf(other))).status).toBe(409);
    await shop.pay(attempt);
    expect(await shop.connected.fetch(other)).toMatchObject({ payments: [{ amount: money(16800, "CNY") }] });
  });
});

async function paidAttempt() {
  const attempt = attemptFor(15);
  const { tradeNo } = await shop.pay(attempt);
  const toRefund = (amount: number, requestKey: string) => ({
    requestKey,
    attemptId: attempt.id,
    paymentId: tradeNo,
    amount: money(amount, "CNY"),
    paid: attempt.amount,
  });
  return { attempt, toRefund };
}

describe("a refund", () => {
  it("in parts leaves the trade paid, and so does the last part", async () => {
    const { attempt, toRefund } = await paidAttempt();
    const paid = await shop.connected.fetch(attempt);
    const part = toRefund(800, `surplus:${attempt.id}`);
    const done = await shop.connected.refund(part);
    expect(done).toEqual({ kind: "succeeded", refundId: `surplus_3a${attempt.id}` });
    expect(await shop.connected.refund(part)).toEqual(done);
    expect(await shop.connected.fetchRefund!(part)).toEqual(done);
    simulator.platform.clock.advance(3000);
    await shop.connected.refund(toRefund(16_000, "rest"));
    expect(shop.trade(attempt).status).toBe("TRADE_CLOSED");
    expect(await shop.connected.fetch(attempt)).toEqual(paid);
    expect(await shop.connected.cancel(attempt)).toEqual(paid);
    expect((await shop.connected.refund(toRefund(1, "more"))).kind).toBe("failed");
  });

  it("too soon after another waits, and goes through with the same key", async () => {
    const { toRefund } = await paidAttempt();
    await shop.connected.refund(toRefund(100, "a"));
    expect(await shop.connected.refund(toRefund(200, "b"))).toEqual({ kind: "pending" });
    expect(await shop.connected.fetchRefund!(toRefund(200, "b"))).toEqual({ kind: "not-made" });
    simulator.platform.clock.advance(3000);
    expect((await shop.connected.refund(toRefund(200, "b"))).kind).toBe("succeeded");
  });

  it("that takes its time is pending until Alipay says that it is done", async () => {
    simulator.platform.faults.refundSeconds = 10;
    const { toRefund } = await paidAttempt();
    expect(await shop.connected.refund(toRefund(100, "a"))).toEqual({ kind: "pending" });
    expect(await shop.connected.fetchRefund!(toRefund(100, "a"))).toEqual({ kind: "pending" });
    simulator.platform.clock.advance(10_000);
    expect((await shop.connected.fetchRefund!(toRefund(100, "a"))).kind).toBe("succeeded");
    expect((await shop.connected.refund(toRefund(100, "a"))).kind).toBe("succeeded");
  });

  it("without balance waits for the merchant, and goes through with the same key", async () => {
    const { toRefund } = await paidAttempt();
    const app = simulator.platform.apps.get(shop.appId)!;
    app.balance = 0;
    const told = await shop.connected.refund(toRefund(100, "a"));
    expect(told).toMatchObject({ kind: "pending", merchant: { "zh-CN": expect.stringContaining("充值") } });
    app.balance = 100;
    expect((await shop.connected.refund(toRefund(100, "a"))).kind).toBe("succeeded");
    expect(app.balance).toBe(0);
  });

  it("of a trade that is finished fails, and the trade stays paid", async () => {
    const { attempt, toRefund } = await paidAttempt();
    shop.trade(attempt).status = "TRADE_FINISHED";
    expect((await shop.connected.refund(toRefund(100, "a"))).kind).toBe("failed");
    expect((await shop.connected.fetch(attempt)).kind).toBe("paid");
  });

  it("never passes for another one under the same number", async () => {
    const { toRefund } = await paidAttempt();
    await shop.connected.refund(toRefund(100, "a"));
    expect((await shop.connected.refund(toRefund(200, "a"))).kind).toBe("failed");
    expect((await shop.connected.fetchRefund!(toRefund(200, "a"))).kind).toBe("failed");
  });
});

async function linesOf(statement: Statement): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
  return lines;
}

describe("a bill", () => {
  beforeEach(() => {
    shop = openShop(simulator);
  });

  const chinaDay = (offsetDays: number) =>
    new Date(now() + 8 * 3_600_000 + offsetDays * 86_400_000).toISOString().slice(0, 10);

  it("is not there for a day without movements, nor early in the morning", async () => {
    expect(await shop.connected.statement!(chinaDay(-2))).toEqual({ kind: "empty" });
    await paidAttempt();
    const day = chinaDay(0);
    await expect(shop.connected.statement!(day)).rejects.toThrow("isv.invalid_arguments");
    await expect(shop.connected.statement!("yesterday")).rejects.toThrow(RangeError);
    const midnight = Date.parse(`${day}T00:00:00+08:00`) + 86_400_000;
    simulator.platform.clock.advance(midnight + 8 * 3_600_000 - now());
    expect(await shop.connected.statement!(day)).toEqual({ kind: "not-ready" });
    simulator.platform.clock.advance(2 * 3_600_000);
    expect((await shop.connected.statement!(day)).kind).toBe("ready");
  });

  it("names every payment and refund to the fen, and is worth nothing when altered or cut", async () => {
    const { attempt, toRefund } = await paidAttempt();
    await shop.connected.refund(toRefund(801, `case:${attempt.id}`));
    const { attempt: other } = await paidAttempt();
    const day = chinaDay(0);
    simulator.platform.clock.advance(2 * 86_400_000);
    const payment = (of: AttemptToPay) => ({
      kind: "payment",
      attemptId: of.id,
      paymentId: shop.trade(of).tradeNo,
      amount: money(16800, "CNY"),
      fee: money(101, "CNY"),
      occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    expect(await linesOf(await shop.connected.statement!(day))).toEqual([
      payment(attempt),
      payment(other),
      {
        ...payment(attempt),
        kind: "refund",
        refundId: `case_3a${attempt.id}`,
        requestKey: `case:${attempt.id}`,
        amount: money(801, "CNY"),
        fee: money(-5, "CNY"),
      },
    ]);
    for (const fault of ["altered", "half", "cut"] as const) {
      simulator.platform.faults.bill = fault;
      await expect(linesOf(await shop.connected.statement!(day))).rejects.toThrow();
    }
  });

  it("is fetched within 30 seconds or not at all", async () => {
    await paidAttempt();
    const day = chinaDay(0);
    simulator.platform.clock.advance(2 * 86_400_000);
    const statement = await shop.connected.statement!(day);
    simulator.platform.clock.advance(31_000);
    await expect(linesOf(statement)).rejects.toThrow("404");
  });

  it("of many movements is read to the last, with what merchants write in between", async () => {
    const { attempt } = await paidAttempt();
    const trade = shop.trade(attempt);
    const numbers = Array.from({ length: 2000 }, () => randomUUID());
    for (const [n, id] of numbers.entries()) {
      const outTradeNo = id.replaceAll("-", "");
      const subject = `白瓷杯,${"晨雾".repeat(n % 60)}（${n}）`;
      simulator.platform.trades.set(keyOf(shop.appId, outTradeNo), { ...trade, outTradeNo, subject });
    }
    const day = chinaDay(0);
    simulator.platform.clock.advance(2 * 86_400_000);
    const lines = await linesOf(await shop.connected.statement!(day));
    expect(lines.map((line) => line.attemptId)).toEqual([attempt.id, ...numbers]);
  });
});

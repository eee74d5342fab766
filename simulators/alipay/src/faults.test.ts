import { money } from "@hutong/kernel";
import { sampleAttempt } from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeKey } from "./apps.ts";
import type { AnswerFault } from "./faults.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator);
});
beforeEach(() => {
  simulator.platform.faults.answers = [];
});
afterAll(() => simulator.stop());

function plan(fault: AnswerFault, on = "alipay."): void {
  simulator.platform.faults.answers.push({ on, fault });
}

/** Faults after which nothing is known. */
const unknown: AnswerFault[] = [
  { kind: "status", status: 500 },
  { kind: "status", status: 502 },
  { kind: "status", status: 429 },
  { kind: "refuse", code: "20000", subCode: "isp.unknow-error" },
  { kind: "refuse", code: "20000", subCode: "aop.unknow-error" },
  { kind: "refuse", code: "40004", subCode: "ACQ.SYSTEM_ERROR" },
  { kind: "unknown-after", code: "20000", subCode: "isp.unknow-error" },
  { kind: "unknown-after", code: "40004", subCode: "ACQ.SYSTEM_ERROR" },
  { kind: "break-before" },
  { kind: "break-after" },
  { kind: "wrong-signature" },
  { kind: "unsigned" },
  { kind: "html" },
];

async function paidAttempt() {
  const attempt = sampleAttempt();
  await shop.pay(attempt);
  const refund = {
    requestKey: `r-${attempt.id}`,
    attemptId: attempt.id,
    paymentId: shop.trade(attempt).tradeNo,
    amount: money(100, "CNY"),
    paid: attempt.amount,
  };
  return { attempt, refund };
}

describe.each(unknown)("after $kind $status $subCode", (fault) => {
  it("a query is not known, and a paid trade stays paid", async () => {
    const { attempt } = await paidAttempt();
    for (const call of ["fetch", "cancel", "start"] as const) {
      plan(fault);
      await expect(shop.connected[call](attempt)).rejects.toThrow();
      expect((await shop.connected[call](attempt)).kind).toBe("paid");
    }
  });

  it("a close is not known, and the next one tells", async () => {
    const attempt = sampleAttempt();
    await shop.arrive(attempt);
    plan(fault, "trade.close");
    await expect(shop.connected.cancel(attempt)).rejects.toThrow();
    expect((await shop.connected.cancel(attempt)).kind).toBe("declined");
  });

  it("a code is not known, and the next one is good", async () => {
    const byCode = shop.connect({}, { desktop: "qr" });
    const attempt = sampleAttempt();
    plan(fault);
    await expect(byCode.start(attempt)).rejects.toThrow();
    expect((await byCode.start(attempt)).kind).toBe("action-required");
  });

  it("a refund is never failed, and is made once", async () => {
    const { attempt, refund } = await paidAttempt();
    plan(fault, "trade.refund");
    await expect(shop.connected.refund(refund)).rejects.toThrow();
    expect((await shop.connected.refund(refund)).kind).toBe("succeeded");
    expect(shop.trade(attempt).refunds.map((one) => one.amount)).toEqual([100]);
    plan(fault, "refund.query");
    await expect(shop.connected.fetchRefund!(refund)).rejects.toThrow();
  });
});

describe("Alipay asked too often", () => {
  const often: AnswerFault = { kind: "refuse", code: "40005", subCode: "isv.app-call-limited" };
  it("declines nothing and fails nothing", async () => {
    const { attempt, refund } = await paidAttempt();
    plan(often, "trade.refund");
    expect(await shop.connected.refund(refund)).toEqual({ kind: "pending" });
    for (const call of ["start", "fetch", "cancel"] as const) {
      plan(often);
      await expect(shop.connected[call](attempt)).rejects.toThrow();
    }
  });
});

describe("a refusal", () => {
  const refuse = (subCode: string): AnswerFault => ({ kind: "refuse", code: "40004", subCode });
  it("of a close because the customer paid meanwhile tells of the money", async () => {
    const { attempt } = await paidAttempt();
    const trade = shop.trade(attempt);
    const { paidAt } = trade;
    Object.assign(trade, { status: "WAIT_BUYER_PAY", paidAt: null });
    const closing = shop.connect({
      fetch: async (address, init) => {
        if (String(address).includes("trade.close"))
          Object.assign(trade, { status: "TRADE_SUCCESS", paidAt });
        return await fetch(address, init);
      },
    });
    expect((await closing.cancel(attempt)).kind).toBe("paid");
  });

  it.each([
    ["ACQ.TRADE_HAS_SUCCESS", "paid"],
    ["ACQ.CONTEXT_INCONSISTENT", "paid"],
  ])("%s of a code is answered by what became of the trade", async (subCode, kind) => {
    const { attempt } = await paidAttempt();
    const byCode = shop.connect({}, { desktop: "qr" });
    plan(refuse(subCode), "precreate");
    expect((await byCode.start(attempt)).kind).toBe(kind);
  });

  it("that nobody has seen before declines a code, and leaves a refund open", async () => {
    plan(refuse("ACQ.NEVER_SEEN"), "precreate");
    const byCode = shop.connect({}, { desktop: "qr" });
    expect(await byCode.start(sampleAttempt())).toMatchObject({
      kind: "declined",
      merchant: { en: expect.stringContaining("ACQ.NEVER_SEEN") },
    });
    const { refund } = await paidAttempt();
    plan(refuse("ACQ.NEVER_SEEN"), "trade.refund");
    expect((await shop.connected.refund(refund)).kind).toBe("pending");
  });

  it("of a query is no answer about the trade", async () => {
    plan(refuse("ACQ.INVALID_PARAMETER"));
    await expect(shop.connected.fetch(sampleAttempt())).rejects.toThrow();
  });
});

describe("the merchant's own mistakes", () => {
  it("are read by the merchant, and the customer may pay another way", async () => {
    const { privateKey } = openShop(simulator).subject.far.credentials as { privateKey: string };
    for (const [change, code] of [
      [{ privateKey }, "isv.invalid-signature"],
      [{ appId: "2021000000000000" }, "isv.invalid-app-id"],
    ] as const)
      expect(await shop.connect({}, change).start(sampleAttempt())).toMatchObject({
        kind: "declined",
        merchant: { en: expect.stringContaining(code) },
      });
    const days = { offsetMs: 0, now: () => new Date(simulator.platform.clock.now().getTime() - 172_800_000) };
    expect(await shop.connect({ clock: days }).start(sampleAttempt())).toMatchObject({
      kind: "declined",
      merchant: { en: expect.stringContaining("clock") },
    });
  });

  it("an app without the right to a product reads so", async () => {
    const limited = openShop(simulator);
    simulator.platform.apps.get(limited.appId)!.forbidden.add("alipay.trade.precreate");
    expect(await limited.connect({}, { desktop: "qr" }).start(sampleAttempt())).toMatchObject({
      kind: "declined",
      merchant: { "zh-CN": expect.stringContaining("没有签约") },
    });
  });

  it("a check of an answer without a signature says nothing", async () => {
    plan({ kind: "unsigned" });
    await expect(shop.connected.check!()).rejects.toThrow("without a signature");
  });

  it("a key of Alipay's that was changed: no answer and no notice is believed until it is replaced", async () => {
    shop = openShop(simulator);
    const { attempt } = await paidAttempt();
    const alipayPublicKey = changeKey(simulator.platform.apps.get(shop.appId)!);
    await expect(shop.connected.fetch(attempt)).rejects.toThrow("not proven");
    await expect(shop.connected.readNotification(shop.notice(attempt))).rejects.toThrow("not proven");
    expect(await shop.connected.check!()).toMatchObject({ kind: "refused", field: "alipayPublicKey" });
    const replaced = shop.connect({}, { alipayPublicKey });
    expect((await replaced.fetch(attempt)).kind).toBe("paid");
    expect((await replaced.readNotification(shop.notice(attempt))).facts).toHaveLength(1);
  });
});

describe("the way out", () => {
  beforeAll(() => {
    shop = openShop(simulator);
  });

  it("is left after five seconds in all", { timeout: 15_000 }, async () => {
    const { attempt } = await paidAttempt();
    plan({ kind: "hang" });
    const start = Date.now();
    await expect(shop.connected.fetch(attempt)).rejects.toThrow();
    expect(Date.now() - start).toBeLessThan(6500);
  });

  it("follows no redirect, and fetches no bill from elsewhere", async () => {
    const { attempt } = await paidAttempt();
    const asked: RequestInit[] = [];
    const noting = shop.connect({
      fetch: async (address, init) => {
        asked.push(init!);
        return await fetch(address, init);
      },
    });
    await noting.fetch(attempt);
    expect(asked.map((init) => init.redirect)).toEqual(["error"]);
    const { origin } = simulator.platform;
    simulator.platform.origin = "http://localhost:9";
    const day = new Date(simulator.platform.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    simulator.platform.clock.advance(2 * 86_400_000);
    const statement = await shop.connected.statement!(day);
    simulator.platform.origin = origin;
    if (statement.kind !== "ready") throw new Error("no bill");
    const first = statement.lines[Symbol.asyncIterator]().next();
    await expect(first).rejects.toThrow("foreign host");
  });
});

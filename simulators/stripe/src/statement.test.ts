import { money } from "@hutong/kernel";
import type { Statement, StatementLine } from "@hutong/payment-providers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { book } from "./buyer.ts";
import { calm } from "./faults.ts";
import { createRefund, endRefund } from "./refund-calls.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { paid, refundsOf, toRefund } from "./testing/buying.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  Object.assign(simulator.platform.faults, calm());
  shop = openShop(simulator);
});
afterAll(() => simulator.stop());

async function linesOf(statement: Statement): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
  return lines;
}

describe("a statement", () => {
  const dayOf = (offset: number) =>
    new Date(simulator.platform.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  const toNoon = () => {
    const now = simulator.platform.clock.now().getTime();
    simulator.platform.clock.advance(86_400_000 - (now % 86_400_000) + 43_200_000);
  };

  it("is not there for a day that is not over, and empty for one without movements", async () => {
    expect(await shop.connected.statement!(dayOf(0))).toEqual({ kind: "not-ready" });
    expect(await shop.connected.statement!(dayOf(-2))).toEqual({ kind: "empty" });
    await expect(shop.connected.statement!("2026-2-1")).rejects.toThrow(RangeError);
  });

  it("names every payment and refund with fees, and nothing else", async () => {
    toNoon();
    const { attempt, refund } = await toRefund(shop);
    await shop.connected.refund(refund(801, `case:${attempt.id}`));
    const intent = shop.intent(attempt).id;
    createRefund(shop.platform, shop.merchant, { payment_intent: intent, amount: "50" });
    endRefund(shop.platform, refundsOf(shop, attempt)[1]!, "failed");
    const { accountId } = shop.merchant;
    book(shop.platform, {
      accountId,
      type: "payout",
      amount: -5000,
      fee: 0,
      currency: "usd",
      sourceId: null,
    });
    const day = dayOf(0);
    simulator.platform.clock.advance(86_400_000);
    const lines = await linesOf(await shop.connected.statement!(day));
    const common = {
      attemptId: attempt.id,
      paymentId: intent,
      fee: money(0, "USD"),
      occurredAt: expect.stringMatching(new RegExp(`^${day}T12:`)),
    };
    const byMerchant = {
      ...common,
      kind: "refund",
      refundId: refundsOf(shop, attempt)[1]!.id,
      requestKey: null,
    };
    expect(lines).toEqual([
      { ...byMerchant, amount: money(-50, "USD") },
      { ...byMerchant, amount: money(50, "USD") },
      {
        ...common,
        kind: "refund",
        refundId: refundsOf(shop, attempt)[0]!.id,
        requestKey: `case:${attempt.id}`,
        amount: money(801, "USD"),
      },
      { ...common, kind: "payment", amount: money(6600, "USD"), fee: money(221, "USD") },
    ]);
  });

  it("is read page by page, each movement once", async () => {
    toNoon();
    const { attempt, refund } = await toRefund(shop);
    await shop.connected.refund(refund(100, "a"));
    for (let n = 0; n < 230; n++)
      createRefund(shop.platform, shop.merchant, {
        payment_intent: shop.intent(attempt).id,
        amount: "10",
        metadata: shop.intent(attempt).metadata,
      });
    const day = dayOf(0);
    simulator.platform.clock.advance(86_400_000);
    const lines = await linesOf(await shop.connected.statement!(day));
    expect(lines).toHaveLength(232);
    expect(new Set(lines.map((line) => line.refundId ?? line.paymentId)).size).toBe(232);
    const broken = await shop.connected.statement!(day);
    simulator.platform.faults.answers = [{ on: "starting_after", fault: { kind: "break-after" } }];
    await expect(linesOf(broken)).rejects.toThrow();
  });

  it("knows nothing of another shop's attempts on the same account, and shows its money all the same", async () => {
    toNoon();
    const { attempt } = await paid(shop);
    const neighbour = shop.connect({ accountId: "another-account" });
    const day = dayOf(0);
    simulator.platform.clock.advance(86_400_000);
    expect(await linesOf(await neighbour.statement!(day))).toMatchObject([
      { kind: "payment", attemptId: null, paymentId: shop.intent(attempt).id, amount: money(6600, "USD") },
    ]);
  });
});

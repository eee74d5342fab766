import { money } from "@hutong/kernel";
import type { DisputeFact } from "@hutong/payment-providers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Dispute, DisputeStatus } from "./books.ts";
import { moveDispute, openDispute } from "./dispute-calls.ts";
import { createRefund } from "./refund-calls.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { paid, toRefund } from "./testing/buying.ts";
import { openShop, pass, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  shop = openShop(simulator);
});
afterAll(() => simulator.stop());

const chargeOf = (attempt: Parameters<Shop["intent"]>[0]) =>
  simulator.platform.books.charges.get(shop.intent(attempt).chargeId!)!;
const asked = async (dispute: Dispute, connected = shop.connected) =>
  await connected.fetchDispute!(dispute.id);
const factOf = async (dispute: Dispute) => (await asked(dispute)) as DisputeFact;

describe("a dispute", () => {
  it.each([
    ["warning_needs_response", "inquiry"],
    ["warning_under_review", "in-review"],
    ["warning_closed", "closed"],
    ["needs_response", "needs-answer"],
    ["under_review", "in-review"],
    ["lost", "lost"],
    ["appeal_needs_response", "needs-answer"],
    ["appeal_under_review", "in-review"],
    ["won", "won"],
    ["prevented", "closed"],
    ["a_word_of_tomorrow", "needs-answer"],
  ] as const)("that Stripe calls %s is %s", async (status, state) => {
    const { attempt } = await paid(shop);
    const dispute = openDispute(simulator.platform, chargeOf(attempt), { isInquiry: true });
    dispute.status = status as DisputeStatus;
    expect((await factOf(dispute)).dispute.state).toBe(state);
  });

  it("takes no money while the bank only asks, and all of it once it is a chargeback", async () => {
    const { attempt } = await paid(shop);
    const dispute = openDispute(simulator.platform, chargeOf(attempt), { isInquiry: true });
    expect((await factOf(dispute)).dispute.movements).toEqual([]);
    moveDispute(simulator.platform, dispute, "needs_response");
    const { movements } = (await factOf(dispute)).dispute;
    expect(movements).toMatchObject([{ taken: attempt.amount, fee: money(1500, "USD") }]);
    moveDispute(simulator.platform, dispute, "lost");
    moveDispute(simulator.platform, dispute, "appeal_under_review");
    moveDispute(simulator.platform, dispute, "won");
    expect((await factOf(dispute)).dispute.movements.map(({ taken }) => taken.amount)).toEqual([6600, -6600]);
  });

  it("of a part of the payment names the part, and the reason in words", async () => {
    const { attempt } = await paid(shop);
    const dispute = openDispute(simulator.platform, chargeOf(attempt), {
      amount: 1234,
      reason: "product_not_received",
    });
    expect((await factOf(dispute)).dispute).toMatchObject({
      amount: money(1234, "USD"),
      reason: { "zh-CN": "顾客说没有收到货" },
      answerAt: `https://dashboard.stripe.com/test/disputes/${dispute.id}`,
    });
  });

  it("of what another shop sold on the same account is none of ours", async () => {
    const { attempt } = await paid(shop);
    const dispute = openDispute(simulator.platform, chargeOf(attempt));
    const neighbour = shop.connect({ accountId: "another-account" });
    expect(await asked(dispute, neighbour)).toBeNull();
    const notice = shop.notice(attempt, "charge.dispute.created");
    expect((await neighbour.readNotification(notice)).facts).toEqual([]);
    expect(await asked(dispute, openShop(simulator).connected)).toBeNull();
  });

  it("that cannot be asked about is told again later", async () => {
    const { attempt } = await paid(shop);
    openDispute(simulator.platform, chargeOf(attempt));
    simulator.platform.faults.answers = [{ on: "/v1/disputes", fault: { kind: "status", status: 500 } }];
    const notice = shop.notice(attempt, "charge.dispute.created");
    await expect(shop.connected.readNotification(notice)).rejects.toThrow();
    expect((await shop.connected.readNotification(notice)).facts).toHaveLength(1);
  });

  it("whose movement was booked in another currency is told in the payment's", async () => {
    const { attempt } = await paid(shop);
    const dispute = openDispute(simulator.platform, chargeOf(attempt));
    Object.assign(simulator.platform.books.transactions.get(dispute.transactionIds[0]!)!, {
      amount: -6111,
      fee: 1400,
      currency: "eur",
    });
    expect((await factOf(dispute)).dispute.movements).toMatchObject([
      { taken: attempt.amount, fee: money(1400, "EUR") },
    ]);
  });

  it("forbids a refund while it holds the money, and no longer once it is won", async () => {
    const { attempt, refund } = await toRefund(shop);
    const dispute = openDispute(simulator.platform, chargeOf(attempt));
    expect(await shop.connected.refund(refund(100, "a"))).toMatchObject({
      kind: "failed",
      merchant: { en: expect.stringContaining("charge_disputed") },
    });
    moveDispute(simulator.platform, dispute, "won");
    await pass(shop, 2 * 86_400);
    expect((await shop.connected.refund(refund(100, "a"))).kind).toBe("succeeded");
  });

  it("stands in the statement with what it took, its fee, and what came back", async () => {
    const { platform } = simulator;
    const { attempt } = await paid(shop);
    const dispute = openDispute(platform, chargeOf(attempt));
    createRefund(platform, shop.merchant, { payment_intent: (await paid(shop)).intent, amount: "100" });
    moveDispute(platform, dispute, "won");
    const day = platform.clock.now().toISOString().slice(0, 10);
    platform.clock.advance(86_400_000);
    const statement = await shop.connected.statement!(day);
    const lines = [];
    if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
    const common = { attemptId: attempt.id, paymentId: shop.intent(attempt).id, disputeId: dispute.id };
    const [taken, returned] = dispute.transactionIds;
    expect(lines.filter(({ kind }) => kind === "dispute")).toMatchObject([
      { ...common, movementId: returned, amount: money(-6600, "USD"), fee: money(0, "USD") },
      { ...common, movementId: taken, amount: money(6600, "USD"), fee: money(1500, "USD") },
    ]);
    expect(lines).toHaveLength(5);
  });
});

it("is opened, moved on and closed through the control door", async () => {
  const { attempt, intent } = await paid(shop);
  const knob = async (body: object) => {
    const response = await fetch(`${simulator.origin}/control/dispute`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, told: (await response.json()) as { id: string; status: string } };
  };
  const { told } = await knob({ payment_intent: intent, reason: "duplicate" });
  expect(told.status).toBe("needs_response");
  expect((await knob({ payment_intent: intent })).status).toBe(409);
  expect((await knob({ dispute: told.id, status: "under_review" })).told.status).toBe("under_review");
  expect((await knob({ dispute: told.id, status: "lost" })).told.status).toBe("lost");
  const types = [...simulator.platform.books.events.values()].map(({ type }) => type);
  expect(types.slice(-4)).toEqual([
    "charge.dispute.created",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
    "charge.dispute.closed",
  ]);
  expect((await shop.connected.fetchDispute!(told.id))!.attemptId).toBe(attempt.id);
});

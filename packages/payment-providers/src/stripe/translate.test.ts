import { money } from "@hutong/kernel";
import { describe, expect, it } from "vitest";
import type { Refusal } from "./client.ts";
import { attemptIdOf, metadataOf } from "./metadata.ts";
import { declinedBy, merchantText } from "./refusals.ts";
import { intentOutcome, Session, toOutcome, toRefundOutcome } from "./translate.ts";

const session = Session.parse({
  id: "cs_test_1",
  object: "checkout.session",
  livemode: false,
  metadata: {},
  status: "open",
  payment_status: "unpaid",
  amount_total: 6600,
  currency: "usd",
  url: "https://checkout.stripe.com/c/pay/cs_test_1",
  payment_intent: null,
});
const intent = { id: "pi_1", status: "processing", amount_received: 6600, currency: "usd", metadata: {} };
const texts = { "zh-CN": expect.any(String), en: expect.any(String) };
const declined = { kind: "declined", customer: texts, merchant: texts };
const pending = { kind: "pending", reference: "cs_test_1" };
const paid = { kind: "paid", payments: [{ id: "pi_1", amount: money(6600, "USD") }] };

describe("a session", () => {
  it.each([
    ["open, nothing done", {}, pending],
    [
      "open, a card was declined",
      { payment_intent: { ...intent, status: "requires_payment_method" } },
      pending,
    ],
    ["complete, unpaid: a bank takes days", { status: "complete", payment_intent: "pi_1" }, pending],
    ["complete, unpaid, the bank at work", { status: "complete", payment_intent: intent }, pending],
    [
      "complete, unpaid, and the bank said no",
      { status: "complete", payment_intent: { ...intent, status: "requires_payment_method" } },
      declined,
    ],
    ["complete and paid", { status: "complete", payment_status: "paid", payment_intent: "pi_1" }, paid],
    ["paid, with its intent", { status: "complete", payment_status: "paid", payment_intent: intent }, paid],
    ["expired", { status: "expired" }, declined],
    ["in a state that we do not know", { status: "on the moon" }, pending],
    ["paid in a way that we do not know", { status: "complete", payment_status: "iou" }, pending],
    ["that cost nothing", { status: "complete", payment_status: "no_payment_required" }, pending],
  ])("%s", (_, change, outcome) => {
    expect(toOutcome({ ...session, ...change })).toEqual(outcome);
  });

  it.each([{ payment_intent: null }, { amount_total: null }, { currency: null }])(
    "that is paid without %j is unknown",
    (change) => {
      const told = {
        ...session,
        status: "complete",
        payment_status: "paid",
        payment_intent: "pi_1",
        ...change,
      };
      expect(() => toOutcome(told)).toThrow();
    },
  );
});

describe("a payment intent", () => {
  it.each([
    ["succeeded", paid],
    ["processing", { kind: "pending" }],
    ["requires_payment_method", { kind: "pending" }],
    ["canceled", declined],
    ["on the moon", { kind: "pending" }],
  ])("%s", (status, outcome) => expect(intentOutcome({ ...intent, status })).toEqual(outcome));

  it("whose money is reserved is no payment, and says until when where its charge is told", () => {
    const held = { ...intent, status: "requires_capture", amount_received: 0, amount_capturable: 6600 };
    const authorization = { id: intent.id, amount: money(6600, "USD") };
    const of = (expiresAt: Date | null) => ({
      kind: "authorized",
      authorization: { ...authorization, expiresAt },
    });
    expect(intentOutcome({ ...held, latest_charge: "ch_1" })).toEqual(of(null));
    const latest_charge = { payment_method_details: { card: { capture_before: 1_800_000_000 } } };
    expect(intentOutcome({ ...held, latest_charge })).toEqual(of(new Date(1_800_000_000_000)));
    expect(() => intentOutcome({ ...held, amount_capturable: 0 })).toThrow();
  });

  it("that succeeded without an amount is unknown", () => {
    expect(() => intentOutcome({ ...intent, status: "succeeded", amount_received: null })).toThrow();
  });
});

describe("a refund", () => {
  it.each([
    ["succeeded", { kind: "succeeded", refundId: "re_1" }],
    ["pending", { kind: "pending" }],
    ["requires_action", { kind: "pending", merchant: texts }],
    ["failed", { kind: "failed", merchant: texts }],
    ["canceled", { kind: "failed", merchant: texts }],
    ["on the moon", { kind: "pending" }],
    [null, { kind: "pending" }],
  ])("%s", (status, outcome) => {
    const refund = {
      id: "re_1",
      object: "refund",
      amount: 1,
      currency: "usd",
      payment_intent: "pi_1",
    } as const;
    expect(toRefundOutcome({ ...refund, metadata: null, status })).toEqual(outcome);
  });
});

describe("what we wrote into an object", () => {
  const attemptId = "0197c1a0-0000-7000-8000-00000000000a";

  it("tells its attempt to the account that wrote it only, and nothing once a person has changed it", () => {
    expect(attemptIdOf("account-1", metadataOf("account-1", attemptId))).toBe(attemptId);
    for (const foreign of [
      metadataOf("account-2", attemptId),
      metadataOf("account-1", "order 7"),
      metadataOf("account-1", `${attemptId}'`),
      { hutong_account: "account-1" },
      {},
      null,
      undefined,
    ])
      expect(attemptIdOf("account-1", foreign)).toBeNull();
  });
});

describe("a refusal", () => {
  const refusal: Refusal = {
    kind: "refused",
    status: 401,
    code: "",
    param: "",
    message: "Invalid API Key provided: sk_test_****1234",
    isReplay: false,
  };

  it("speaks to the customer without the shop's affairs and to the merchant with them", () => {
    const outcome = declinedBy(refusal);
    expect(JSON.stringify(outcome.kind === "declined" && outcome.customer)).not.toContain("1234");
    expect(merchantText(refusal)).toEqual({
      "zh-CN": expect.stringContaining("1234"),
      en: expect.stringContaining("does not accept this secret key"),
    });
    expect(merchantText({ ...refusal, status: 400, code: "amount_too_small" }).en).toContain("0.50");
    expect(merchantText({ ...refusal, status: 400, code: "unheard_of" }).en).toContain("unheard_of");
  });
});

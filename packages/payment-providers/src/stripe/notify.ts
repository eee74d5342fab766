import type { LocalizedText } from "@hutong/kernel";
import type { Notification, RawRequest } from "../contract.ts";
import type { Account } from "./account.ts";
import { fromUnits } from "./currencies.ts";
import { Dispute, fetchDispute } from "./disputes.ts";
import { customerAsked, failedTry, processing } from "./failed-tries.ts";
import { retrieveHold } from "./holds.ts";
import { attemptIdOf } from "./metadata.ts";
import { attemptOfIntent } from "./payment-intents.ts";
import {
  failedOutcome,
  intentOutcome,
  PaymentIntent,
  Refund,
  Session,
  toOutcome,
  toRefundOutcome,
} from "./translate.ts";
import { provenEvent } from "./verify.ts";

type Fact = Notification["facts"][number];
type Reader = (account: Account, object: unknown, eventId: string) => Fact[] | Promise<Fact[]>;

// Objects without our metadata belong to what the merchant sells elsewhere: nothing to record, nothing to send again.
const sessionFacts: Reader = (account, object) => {
  const session = Session.parse(object);
  const attemptId = attemptIdOf(account.id, session.metadata);
  return attemptId ? [{ attemptId, outcome: toOutcome(session) }] : [];
};

const failedFacts: Reader = (account, object) => {
  const session = Session.parse(object);
  const attemptId = attemptIdOf(account.id, session.metadata);
  const isPaid = session.payment_status === "paid";
  return attemptId ? [{ attemptId, outcome: isPaid ? toOutcome(session) : failedOutcome }] : [];
};

const intentFacts: Reader = (account, object) => {
  const intent = PaymentIntent.parse(object);
  const attemptId = attemptIdOf(account.id, intent.metadata);
  return attemptId ? [{ attemptId, outcome: intentOutcome(intent) }] : [];
};

// The customer may try again: the attempt stays open, and its story says what happened.
const happeningFacts =
  (tell: (intent: PaymentIntent) => LocalizedText): Reader =>
  (account, object, key) => {
    const intent = PaymentIntent.parse(object);
    const attemptId = attemptIdOf(account.id, intent.metadata);
    if (!attemptId) return [];
    return [{ attemptId, outcome: { kind: "pending" }, happening: { key, merchant: tell(intent) } }];
  };

const refundFacts: Reader = async (account, object) => {
  const refund = Refund.parse(object);
  const told = attemptIdOf(account.id, refund.metadata);
  const intent = refund.payment_intent;
  const attemptId = told ?? (intent ? await attemptOfIntent(account, intent) : null);
  if (!attemptId) return [];
  const requestKey = (told && refund.metadata?.hutong_refund) || null;
  const amount = fromUnits(refund.amount, refund.currency);
  return [{ kind: "refund", attemptId, requestKey, amount, outcome: toRefundOutcome(refund) }];
};

// Until when the money is reserved only the charge says, which the event does not carry.
const holdFacts: Reader = async (account, object) => {
  const { id, metadata } = PaymentIntent.parse(object);
  const attemptId = attemptIdOf(account.id, metadata);
  if (!attemptId) return [];
  const intent = await retrieveHold(await account.client.begin(), id);
  return intent ? [{ attemptId, outcome: intentOutcome(intent) }] : [];
};

const disputeFacts: Reader = async (account, object) => {
  const fact = await fetchDispute(account, Dispute.parse(object).id);
  return fact ? [fact] : [];
};

/** How an event is read, by its type. Others say nothing about money that an attempt waits for. */
const readers: Readonly<Record<string, Reader>> = {
  "checkout.session.completed": sessionFacts,
  "checkout.session.async_payment_succeeded": sessionFacts,
  "checkout.session.async_payment_failed": failedFacts,
  "checkout.session.expired": sessionFacts,
  "payment_intent.succeeded": intentFacts,
  "payment_intent.canceled": intentFacts,
  "payment_intent.payment_failed": happeningFacts((intent) => failedTry(intent).merchant),
  "payment_intent.processing": happeningFacts(() => processing),
  "payment_intent.requires_action": happeningFacts(() => customerAsked),
  "payment_intent.amount_capturable_updated": holdFacts,
  "refund.created": refundFacts,
  "refund.updated": refundFacts,
  "refund.failed": refundFacts,
  "charge.dispute.created": disputeFacts,
  "charge.dispute.updated": disputeFacts,
  "charge.dispute.closed": disputeFacts,
  "charge.dispute.funds_withdrawn": disputeFacts,
  "charge.dispute.funds_reinstated": disputeFacts,
};

/** Whether events of a type say something about an attempt. */
export const isAboutAttempts = (type: string) => Object.hasOwn(readers, type);

/**
 * Reads a notice: the signature over the raw bytes first, then mode and account, then what it says. Amount and currency
 * are passed on as told. Throws `NotProven`, or plainly when a refund's payment or a dispute could not be had, so that it is
 * sent again.
 */
export async function readNotification(account: Account, request: RawRequest): Promise<Notification> {
  const event = await provenEvent(account, request);
  const facts = event && (await readers[event.type]?.(account, event.data.object, event.id));
  return { facts: facts ?? [], reply: { status: 200, body: "" } };
}

import type { Notification, RawRequest } from "../contract.ts";
import type { Account } from "./account.ts";
import { attemptIdOf } from "./metadata.ts";
import { merchantText } from "./refusals.ts";
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
type Reader = (account: Account, object: unknown) => Fact[] | Promise<Fact[]>;

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

// A refund made on Stripe's own pages says only which payment it is of.
async function attemptRefunded(account: Account, refund: Refund): Promise<string | null> {
  const told = attemptIdOf(account.id, refund.metadata);
  const intent = refund.payment_intent;
  if (told || !intent) return told;
  const calls = await account.client.begin();
  const answer = await calls.ask((stripe) => stripe.paymentIntents.retrieve(intent));
  if (answer.kind === "ok") return attemptIdOf(account.id, PaymentIntent.parse(answer.body).metadata);
  if (answer.code === "resource_missing") return null;
  throw new Error(`payment of a refund not told: ${merchantText(answer).en}`);
}

const refundFacts: Reader = async (account, object) => {
  const refund = Refund.parse(object);
  const attemptId = await attemptRefunded(account, refund);
  if (!attemptId) return [];
  const isOurs = refund.metadata?.hutong_account === account.id;
  const requestKey = (isOurs && refund.metadata?.hutong_refund) || null;
  return [{ kind: "refund", attemptId, requestKey, outcome: toRefundOutcome(refund) }];
};

/** How an event is read, by its type. Others say nothing about money that an attempt waits for; disputes are not told. */
const readers: Readonly<Record<string, Reader>> = {
  "checkout.session.completed": sessionFacts,
  "checkout.session.async_payment_succeeded": sessionFacts,
  "checkout.session.async_payment_failed": failedFacts,
  "checkout.session.expired": sessionFacts,
  "payment_intent.succeeded": intentFacts,
  "payment_intent.canceled": intentFacts,
  "refund.created": refundFacts,
  "refund.updated": refundFacts,
  "refund.failed": refundFacts,
};

/**
 * Reads a notice: the signature over the raw bytes first, then mode and account, then what it says. Amount and currency
 * are passed on as told. Throws `NotProven`, or plainly when a refund's payment could not be had, so that it is sent again.
 */
export async function readNotification(account: Account, request: RawRequest): Promise<Notification> {
  const event = await provenEvent(account, request);
  const facts = event && (await readers[event.type]?.(account, event.data.object));
  return { facts: facts ?? [], reply: { status: 200, body: "" } };
}

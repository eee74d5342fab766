import type { AttemptToPay, Outcome } from "../contract.ts";
import type { Account } from "./account.ts";
import type { Answer, Calls } from "./client.ts";
import { toUnits } from "./currencies.ts";
import { failedTry } from "./failed-tries.ts";
import { withCharge } from "./holds.ts";
import { intentParameters } from "./intent-parameters.ts";
import { makeOnce } from "./make-once.ts";
import { attemptIdOf } from "./metadata.ts";
import { declinedBy, declinedByUs, merchantText } from "./refusals.ts";
import { closedOutcome, intentOutcome, PaymentIntent } from "./translate.ts";

/** Whether a reference is a payment intent's. */
export const isIntentId = (reference: string) => reference.startsWith("pi_");

function read(account: Account, attempt: AttemptToPay, body: unknown): PaymentIntent {
  const intent = PaymentIntent.parse(body);
  if (attemptIdOf(account.id, intent.metadata) !== attempt.id || intent.livemode !== account.isLive)
    throw new Error("answer about another payment intent");
  return intent;
}

async function retrieve(
  account: Account,
  calls: Calls,
  attempt: AttemptToPay,
  id: string,
): Promise<PaymentIntent> {
  const answer = await calls.ask((stripe) =>
    stripe.paymentIntents.retrieve(id, attempt.isCapturedLater ? withCharge : {}),
  );
  if (answer.kind === "refused") throw new Error(`payment query refused: ${merchantText(answer).en}`);
  return read(account, attempt, answer.body);
}

async function make(
  account: Account,
  calls: Calls,
  attempt: AttemptToPay,
  units: number,
): Promise<Answer<PaymentIntent>> {
  const parameters = intentParameters(account.id, attempt, units);
  return await makeOnce(attempt.id, {
    create: (idempotencyKey) =>
      calls.ask((stripe) => stripe.paymentIntents.create(parameters, { idempotencyKey })),
    read: (body) => read(account, attempt, body),
    retrieve: (id) => retrieve(account, calls, attempt, id),
  });
}

/** Milliseconds after an attempt's end within which its key, a quarter of an hour older at most, is remembered for sure. */
const keyLastsMs = 23 * 3_600_000;

/**
 * The attempt's intent; null when there is none to be found. Without a reference it is found by making it again, which
 * also uses up the key. Nobody can pay an intent whose reference was never kept: its client secret leaves us after that only.
 */
async function find(account: Account, calls: Calls, attempt: AttemptToPay): Promise<PaymentIntent | null> {
  if (attempt.reference) return await retrieve(account, calls, attempt, attempt.reference);
  const units = toUnits(attempt.amount);
  const isForgotten = account.clock.now().getTime() > attempt.expiresAt.getTime() + keyLastsMs;
  if (typeof units === "string" || isForgotten) return null;
  const answer = await make(account, calls, attempt, units);
  if (answer.kind === "ok") return answer.body;
  throw new Error(`payment query refused: ${merchantText(answer).en}`);
}

/** With the intent's id, which is the attempt's reference. */
function outcomeOf(intent: PaymentIntent): Outcome {
  const outcome = intentOutcome(intent);
  return outcome.kind === "pending" ? { ...outcome, reference: intent.id } : outcome;
}

const forTheCustomer = new Set(["requires_payment_method", "requires_confirmation", "requires_action"]);

function toStarted(account: Account, intent: PaymentIntent): Outcome {
  const { embedding } = account;
  if (!forTheCustomer.has(intent.status) || !embedding) return outcomeOf(intent);
  if (!intent.client_secret) throw new Error("open, but without a client secret");
  const problem = intent.last_payment_error ? { problem: failedTry(intent).customer } : {};
  const action = { kind: "embedded", ...embedding, secret: intent.client_secret, ...problem } as const;
  return { kind: "action-required", action, reference: intent.id };
}

/** Makes the attempt's payment intent; started again, it is the same one, or tells what came of it. */
export async function startIntent(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const units = toUnits(attempt.amount);
  if (typeof units === "string") return declinedByUs(units);
  if (attempt.expiresAt <= account.clock.now()) return await fetchIntent(account, attempt);
  const calls = await account.client.begin();
  if (attempt.reference)
    return toStarted(account, await retrieve(account, calls, attempt, attempt.reference));
  const answer = await make(account, calls, attempt, units);
  return answer.kind === "ok" ? toStarted(account, answer.body) : declinedBy(answer);
}

/** Where the payment stands; a declined card leaves it open, and so pending. */
export async function fetchIntent(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const intent = await find(account, await account.client.begin(), attempt);
  return intent ? outcomeOf(intent) : { kind: "pending" };
}

/** Closes the payment. A refused close means that something happened meanwhile: ask again. */
export async function cancelIntent(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const calls = await account.client.begin();
  const id = attempt.reference ?? (await find(account, calls, attempt))?.id;
  if (!id) return closedOutcome("never opened");
  // To cancel what is reserved would release it: that is another's decision.
  if (attempt.isCapturedLater) {
    const outcome = outcomeOf(await retrieve(account, calls, attempt, id));
    if (outcome.kind === "authorized") return outcome;
  }
  const answer = await calls.ask((stripe) =>
    stripe.paymentIntents.cancel(id, { cancellation_reason: "abandoned" }),
  );
  if (answer.kind === "ok") return outcomeOf(read(account, attempt, answer.body));
  return outcomeOf(await retrieve(account, calls, attempt, id));
}

import type { HoldToCapture, HoldToVoid, Outcome } from "../contract.ts";
import type { Account } from "./account.ts";
import type { Answer, Calls } from "./client.ts";
import { toUnits } from "./currencies.ts";
import { attemptIdOf } from "./metadata.ts";
import { amountTexts, merchantText } from "./refusals.ts";
import { intentOutcome, PaymentIntent } from "./translate.ts";

/** What of an intent says until when its money is reserved. */
export const withCharge = { expand: ["latest_charge"] };

/** An intent with its charge; null when the account has none. Throws when nothing is known. */
export async function retrieveHold(calls: Calls, id: string): Promise<PaymentIntent | null> {
  const answer = await calls.ask((stripe) => stripe.paymentIntents.retrieve(id, withCharge));
  if (answer.kind === "ok") return PaymentIntent.parse(answer.body);
  if (answer.code === "resource_missing") return null;
  throw new Error(`payment not told: ${merchantText(answer).en}`);
}

// What a refusal is worth the intent itself says: captured, released, or still reserved.
async function outcomeOf(
  account: Account,
  calls: Calls,
  hold: HoldToVoid,
  answer: Answer<unknown>,
): Promise<Outcome> {
  const isTold = answer.kind === "ok" && !answer.isReplay;
  const intent = isTold ? PaymentIntent.parse(answer.body) : await retrieveHold(calls, hold.paymentId);
  if (!intent || attemptIdOf(account.id, intent.metadata) !== hold.attemptId)
    throw new Error("answer about another payment intent");
  const outcome = intentOutcome(intent);
  if (outcome.kind === "authorized" && answer.kind === "refused")
    throw new Error(`refused, and still reserved: ${merchantText(answer).en}`);
  return outcome;
}

/**
 * Takes money that was reserved, all of it or a part; Stripe releases the rest, so it is done once, whatever the key. Answers
 * as a question would: `paid` with what was taken, `declined` when it is reserved no more. Throws when nothing is known, or
 * Stripe refused and the money is still reserved.
 */
export async function captureHold(account: Account, hold: HoldToCapture): Promise<Outcome> {
  const units = toUnits(hold.amount);
  if (typeof units === "string") throw new Error(amountTexts[units].en);
  const calls = await account.client.begin();
  const answer = await calls.ask((stripe) =>
    stripe.paymentIntents.capture(
      hold.paymentId,
      { amount_to_capture: units },
      { idempotencyKey: `hutong-capture-${hold.requestKey}` },
    ),
  );
  return await outcomeOf(account, calls, hold, answer);
}

/** Releases money that was reserved; `declined` once it is, `paid` when it was taken before. Throws when nothing is known. */
export async function voidHold(account: Account, hold: HoldToVoid): Promise<Outcome> {
  const calls = await account.client.begin();
  const answer = await calls.ask((stripe) => stripe.paymentIntents.cancel(hold.paymentId));
  return await outcomeOf(account, calls, hold, answer);
}

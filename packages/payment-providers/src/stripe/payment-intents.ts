import type { Account } from "./account.ts";
import { callMs } from "./client.ts";
import { attemptIdOf } from "./metadata.ts";
import { merchantText } from "./refusals.ts";
import { PaymentIntent } from "./translate.ts";

/**
 * The attempt that a payment intent is of; null when it is not this account's. Refunds that a merchant makes on Stripe's
 * own pages say only which payment they are of. Throws when nothing is known.
 */
export async function attemptOfIntent(
  account: Account,
  intentId: string,
  limitMs = callMs,
): Promise<string | null> {
  const calls = await account.client.begin(limitMs);
  const answer = await calls.ask((stripe) => stripe.paymentIntents.retrieve(intentId));
  if (answer.kind === "ok") return attemptIdOf(account.id, PaymentIntent.parse(answer.body).metadata);
  if (answer.code === "resource_missing") return null;
  throw new Error(`payment not told: ${merchantText(answer).en}`);
}

import type { AttemptToPay, Outcome } from "../contract.ts";
import type { Account } from "./account.ts";
import { cancelIntent, fetchIntent, isIntentId, startIntent } from "./intents.ts";
import { expireSession, fetchSession, startSession } from "./sessions.ts";

type Call = (account: Account, attempt: AttemptToPay) => Promise<Outcome>;

// The key of the attempt was used for the other kind: Stripe's SDK calls it so.
const isOtherKind = (error: unknown) =>
  error instanceof Error && "type" in error && error.type === "StripeIdempotencyError";

/**
 * An attempt is a payment intent on our page or a session on Stripe's, never both: its reference says which, or the key
 * under which it was made, should the answer be lost and the merchant have changed their mind since.
 */
const byKind =
  (intents: Call, sessions: Call): Call =>
  async (account, attempt) => {
    const { reference } = attempt;
    if (reference) return await (isIntentId(reference) ? intents : sessions)(account, attempt);
    const isOnPage = account.isOnPage && !attempt.isHosted;
    const [likely, other] = isOnPage ? [intents, sessions] : [sessions, intents];
    try {
      return await likely(account, attempt);
    } catch (error) {
      if (!isOtherKind(error)) throw error;
      return await other(account, attempt);
    }
  };

export const start = byKind(startIntent, startSession);
export const fetchPayment = byKind(fetchIntent, fetchSession);
export const cancel = byKind(cancelIntent, expireSession);

import { fragment, type WriteContext } from "@hutong/db";
import type { Id, Money } from "@hutong/kernel";
import type { CustomerEnvironment } from "@hutong/payment-providers";
import type { CaptureWhen } from "./schemas.ts";

/** Minutes a customer has to pay; goods are held a little longer, so that closing comes before releasing. */
export const attemptMinutes = 15;
export const holdSeconds = attemptMinutes * 60 + 60;

/**
 * Seconds between two questions to the provider about an attempt that it has not told us of, by the attempt's age. While
 * somebody may be looking at the code it is every 30 seconds at most, as WeChat Pay advises (document 4012075249): whoever
 * paid is known within a minute, also when the notice is lost and we were away.
 */
const queryRhythm: readonly { readonly youngerThan: number; readonly every: number }[] = [
  { youngerThan: 15, every: 5 },
  { youngerThan: 30, every: 15 },
  { youngerThan: (attemptMinutes + 2) * 60, every: 30 },
  { youngerThan: 3600, every: 300 },
  { youngerThan: 6 * 3600, every: 1800 },
  { youngerThan: 25 * 3600, every: 3600 },
];
/** Seconds after which a question that was not answered is put again: while it is fresh, and for a week when it is not. */
const unansweredAgain = 10;
const unansweredLater = { youngerThan: 7 * 86_400, every: 3600 };

/** Seconds until the next question; null when we have asked for a day, and were answered. */
export function nextQueryIn(ageSeconds: number, isAnswered = true): number | null {
  const every = queryRhythm.find(({ youngerThan }) => ageSeconds < youngerThan)?.every;
  if (every !== undefined) return isAnswered || every > 30 ? every : Math.min(every, unansweredAgain);
  return !isAnswered && ageSeconds < unansweredLater.youngerThan ? unansweredLater.every : null;
}

/** What an attempt keeps of the first request, so that a repetition says the same to the provider. */
export interface AttemptRequest {
  readonly description: string;
  readonly returnUrl: string;
  readonly customer: CustomerEnvironment | null;
  /** Fingerprint of who pays: at a provider that must know the customer, an attempt is one person's. */
  readonly payer?: string;
  /** What the platform takes of it, where that was agreed: the provider is told that the money will be shared. */
  readonly shareBasisPoints?: number;
  /** The money is only reserved at first, and captured then: as the account had it when this began. */
  readonly capture?: Exclude<CaptureWhen, "at-once">;
  /** The customer asked for a page of the provider's own. */
  readonly isHosted?: true;
  /** The provider's own name for the attempt, once it has told one. */
  readonly reference?: string;
}

/** CTE that writes an attempt before anybody is called. `from` is a source that must have a row. */
export function insertAttempt(
  tx: WriteContext,
  attempt: {
    id: Id<"payment-attempt">;
    accountId: string;
    provider: string;
    purpose: string;
    referenceId: string;
    amount: Money;
    request: AttemptRequest;
    isCalled: boolean;
    /** By the database's time; whoever starts the attempt says this very moment to the provider, every time. */
    expiresAt: Date;
  },
): object {
  const queryAt = attempt.isCalled
    ? fragment`app_now() + ${nextQueryIn(0)}::int * interval '1 second'`
    : fragment`null`;
  return fragment`new_attempt as (
    insert into payment_attempts (store_id, id, account_id, provider, purpose, reference_id, amount, currency, state, request,
      queries, query_at, expires_at, created_at, updated_at)
    values (${tx.storeId}, ${attempt.id}, ${attempt.accountId}, ${attempt.provider}, ${attempt.purpose}, ${attempt.referenceId},
      ${attempt.amount.amount}, ${attempt.amount.currency}, 'pending', ${attempt.request}::jsonb, 0, ${queryAt},
      ${attempt.expiresAt}, app_now(), app_now()))`;
}

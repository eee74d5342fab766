import { fragment, type WriteContext } from "@hutong/db";
import type { Id, Money } from "@hutong/kernel";
import type { CustomerEnvironment } from "@hutong/payment-providers";

/** Minutes a customer has to pay; goods are held a little longer, so that closing comes before releasing. */
export const attemptMinutes = 15;
export const holdSeconds = attemptMinutes * 60 + 60;

/** Seconds after which a provider is asked about an attempt that it has not told us of. */
const querySchedule = [5, 15, 30, 60, 300, 300, 300, 600, 1800, 3600];

/** Seconds until the next query, after `queries` of them; null when we have asked for a day. */
export function nextQueryIn(queries: number): number | null {
  if (queries < querySchedule.length) return querySchedule[queries]!;
  return queries < 40 ? 3600 : null;
}

/** What an attempt keeps of the first request, so that a repetition says the same to the provider. */
export interface AttemptRequest {
  readonly description: string;
  readonly returnUrl: string;
  readonly customer: CustomerEnvironment | null;
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
    lifetimeSeconds: number;
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
      app_now() + ${attempt.lifetimeSeconds}::int * interval '1 second', app_now(), app_now()))`;
}

import { fragment, sql, type WriteContext } from "@hutong/db";
import type { Authorization } from "@hutong/payment-providers";
import { addStep } from "../story.ts";

export type AuthorizationState = "held" | "capturing" | "captured" | "voiding" | "voided";

/** Hours between two questions about money that is reserved, should a notice get lost. */
const askAgainHours = 12;

/** When the provider is asked about reserved money next, by the moment at which it lapses. */
export function nextLookAt(expiresAt: Date | null): object {
  return fragment`least(app_now() + ${askAgainHours}::int * interval '1 hour', greatest(app_now() + interval '5 minutes',
    ${expiresAt}::timestamptz + interval '5 minutes'))`;
}

/**
 * CTEs that write money which a provider reserved for an attempt, once: "held" for what it was reserved for, "voiding"
 * where it is good for nothing and goes back.
 */
export function authorizeCtes(
  tx: WriteContext,
  reserved: {
    readonly attemptId: string;
    readonly accountId: string;
    readonly authorization: Authorization;
    readonly state: "held" | "voiding";
    /** Which door told of it. */
    readonly source: string;
  },
): object {
  const { attemptId, accountId, state, source } = reserved;
  const { id, amount, expiresAt } = reserved.authorization;
  const told = addStep({ kind: "authorized", source, ...amount, isUsed: state === "held" });
  return fragment`new_authorization as (
      insert into payment_authorizations (store_id, attempt_id, account_id, provider_authorization_id, amount, currency, expires_at,
        state, created_at, updated_at)
      values (${tx.storeId}, ${attemptId}, ${accountId}, ${id}, ${amount.amount}, ${amount.currency}, ${expiresAt}, ${state},
        app_now(), app_now())
    ), authorized_attempt as (
      update payment_attempts set state = 'authorized', query_at = ${nextLookAt(expiresAt)}, updated_at = app_now(), ${told}
      where store_id = ${tx.storeId} and id = ${attemptId})`;
}

/** Where the money reserved for an attempt stands; null for an attempt that has none. */
export async function authorizationState(
  tx: WriteContext,
  attemptId: string,
): Promise<AuthorizationState | null> {
  const [row] = await tx.run(sql<{ state: AuthorizationState }>`
    select state from payment_authorizations where store_id = ${tx.storeId} and attempt_id = ${attemptId}`);
  return row?.state ?? null;
}

/** The money of an attempt was taken, in part or in full, or is reserved no more. */
export function endAuthorization(
  tx: WriteContext,
  { attemptId, state }: { readonly attemptId: string; readonly state: "captured" | "voided" },
): void {
  tx.send(sql`update payment_authorizations set state = ${state}, updated_at = app_now()
    where store_id = ${tx.storeId} and attempt_id = ${attemptId} and state <> 'captured'`);
}

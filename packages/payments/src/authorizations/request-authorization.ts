import { sql, type WriteContext } from "@hutong/db";
import type { AuthorizationState } from "./authorization-rows.ts";

/** Reserved money that staff may still decide about. Amounts in minor units. */
export interface OpenAuthorization {
  readonly attemptId: string;
  readonly amount: number;
  readonly currency: string;
  readonly expiresAt: Date | null;
  readonly state: Exclude<AuthorizationState, "captured" | "voided">;
  readonly captureAmount: number | null;
  /** Whether it is taken when the last parcel leaves. */
  readonly isOnFulfilment: boolean;
}

/** Locks what is reserved for a checkout's order and neither taken nor let go; undefined where there is none. */
export async function lockAuthorization(
  tx: WriteContext,
  checkoutId: string,
): Promise<OpenAuthorization | undefined> {
  const [row] = await tx.run(sql<OpenAuthorization>`
    select h.attempt_id as "attemptId", h.amount, h.currency, h.expires_at as "expiresAt", h.state, h.capture_amount as "captureAmount",
      t.request->>'capture' = 'on-fulfilment' as "isOnFulfilment"
    from checkouts k
    join payment_attempts t on t.store_id = k.store_id and t.id = k.attempt_id
    join payment_authorizations h on h.store_id = t.store_id and h.attempt_id = t.id and h.state in ('held', 'capturing', 'voiding')
    where k.store_id = ${tx.storeId} and k.id = ${checkoutId} for update of h`);
  return row;
}

/**
 * Asks for reserved money to be taken, all or a part; the rest is let go. The provider is called by the worker. Asked again
 * with another amount before it was taken, the later one counts.
 */
export function requestCapture(tx: WriteContext, attemptId: string, amount: number): void {
  tx.send(sql`update payment_authorizations set state = 'capturing', capture_amount = ${amount}::bigint, updated_at = app_now()
    where store_id = ${tx.storeId} and attempt_id = ${attemptId} and state in ('held', 'capturing')`);
  tx.emit({ kind: "payment.capture_requested", subject: ["payment-attempt", attemptId], data: { amount } });
  tx.enqueue("authorization", { attemptId });
}

/** Asks for reserved money to be let go; the provider is called by the worker. */
export function requestVoid(tx: WriteContext, attemptId: string): void {
  tx.send(sql`update payment_authorizations set state = 'voiding', updated_at = app_now()
    where store_id = ${tx.storeId} and attempt_id = ${attemptId} and state in ('held', 'capturing')`);
  tx.emit({ kind: "payment.void_requested", subject: ["payment-attempt", attemptId] });
  tx.enqueue("authorization", { attemptId });
}

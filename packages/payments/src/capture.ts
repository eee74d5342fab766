import { fragment, isDatabaseError, nothing, type WriteContext } from "@hutong/db";
import { type Id, type Money, newId } from "@hutong/kernel";
import { type LedgerLine, ledgerRows, ledgerSource } from "@hutong/ledger";
import { addStep } from "./story.ts";

/** What money that came in is good for: it pays its purpose, is to be given back, or waits for a person. */
export type PaymentUse = "applied" | "surplus" | "parked";

export interface Capture {
  readonly attemptId: string;
  /**
   * An expression for the attempt's id that is null where the attempt is not what the writer took it for: then the database refuses
   * it all (`isChangedAttempt`). The attempt's id where the writer has its lock.
   */
  readonly unchanged?: object;
  readonly accountId: string;
  readonly providerPaymentId: string;
  readonly amount: Money;
  readonly use: PaymentUse;
  /** Which door told of it, for the attempt's story. */
  readonly source: string;
  /** Case kind for a parked payment: "amount_mismatch", "currency_mismatch". */
  readonly caseKind?: string;
  /** A payment that was known already: "skip" writes nothing, "refuse" fails the transaction (`isKnownPayment`). */
  readonly whenKnown: "skip" | "refuse";
}

/** Whether a write failed because its payment was known already. */
export function isKnownPayment(error: unknown): boolean {
  return isDatabaseError(error, "23505", "payments_provider_payment");
}

/** Whether a write failed because the attempt was no longer `unchanged`. */
export function isChangedAttempt(error: unknown): boolean {
  return isDatabaseError(error, "23502") && (error as { column?: string }).column === "attempt_id";
}

const creditOf: Record<PaymentUse, string> = {
  applied: "sales",
  surplus: "owed-to-customers",
  parked: "unidentified",
};

/**
 * CTEs that write money which came in: the payment (once for each id of the provider's), its two ledger entries, the
 * attempt's state, and what follows from its use: a refund to be made, or a case for staff. Where a known payment is
 * skipped they hang on `new_payment`, which is empty then; a last select may count it.
 */
export function captureCtes(
  tx: WriteContext,
  capture: Capture,
): { ctes: object; paymentId: Id<"payment">; refundId: Id<"refund"> | null } {
  const paymentId = newId<"payment">();
  const { amount, currency } = capture.amount;
  const lines: LedgerLine[] = [
    { account: `clearing:${capture.accountId}`, amount },
    { account: creditOf[capture.use], amount: -amount },
  ];
  const rows = ledgerRows({ kind: "capture", currency, reference: ["payment", paymentId], lines });
  const skips = capture.whenKnown === "skip";
  const isNew = skips ? fragment`exists (select 1 from new_payment)` : fragment`true`;
  const refundId = capture.use === "surplus" ? newId<"refund">() : null;
  const told = addStep({ kind: "paid", source: capture.source, amount, currency, use: capture.use });
  const follow =
    capture.use === "applied"
      ? fragment`, paid_attempt as (
          update payment_attempts set state = 'paid', query_at = null, updated_at = app_now(), ${told}
          where store_id = ${tx.storeId} and id = ${capture.attemptId} and ${isNew})`
      : capture.use === "surplus"
        ? fragment`, new_refund as (
          insert into refunds (store_id, id, payment_id, request_key, amount, currency, reason, state, created_at, updated_at)
          select ${tx.storeId}::uuid, ${refundId}::uuid, id, 'surplus:' || id, ${amount}::bigint, ${currency}, 'surplus', 'pending', app_now(), app_now()
          from new_payment), surplus_attempt as (
          update payment_attempts set state = 'paid', query_at = null, updated_at = app_now(), ${told}
          where store_id = ${tx.storeId} and id = ${capture.attemptId} and ${isNew})`
        : fragment`, new_case as (
          insert into payment_cases (store_id, id, attempt_id, payment_id, kind, detail, state, created_at)
          select ${tx.storeId}::uuid, gen_random_uuid(), ${capture.attemptId}::uuid, id, ${capture.caseKind ?? "parked"},
            ${{ paymentId, amount, currency, providerPaymentId: capture.providerPaymentId }}::jsonb, 'open', app_now()
          from new_payment), told_attempt as (
          update payment_attempts set query_at = null, ${told}
          where store_id = ${tx.storeId} and id = ${capture.attemptId} and ${isNew})`;
  const ctes = fragment`new_payment as (
      insert into payments (store_id, id, attempt_id, account_id, provider_payment_id, amount, refunded, currency, use, captured_at)
      values (${tx.storeId}, ${paymentId}, ${capture.unchanged ?? capture.attemptId}, ${capture.accountId}, ${capture.providerPaymentId}, ${amount}, 0,
        ${currency}, ${capture.use}, app_now())
      ${skips ? fragment`on conflict (store_id, account_id, provider_payment_id) do nothing` : nothing}
      returning id
    ), new_ledger as (${ledgerSource(tx, rows, isNew)})${follow}`;
  return { ctes, paymentId, refundId };
}

import { authorize, fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { newId } from "@hutong/kernel";
import { ledgerSource } from "@hutong/ledger";
import type { PaymentUse } from "../capture.ts";
import { refundRows } from "../refund-ledger.ts";
import { shareDue } from "../shares/share-due.ts";

/** The payment of ours that a line of a bill is about. */
export interface BilledPayment {
  readonly id: string;
  readonly attemptId: string;
  readonly amount: number;
  readonly currency: string;
  readonly use: PaymentUse;
  /** What it paid: the checkout's id, where it was a checkout. */
  readonly referenceId: string;
}

/** A payment of an account by the provider's number; null when our books have none. */
export async function findBilledPayment(
  ctx: StoreContext,
  input: { accountId: string; providerPaymentId: string },
): Promise<BilledPayment | null> {
  authorize(ctx, "payments.reconcileBill");
  const [[row]] = await ctx.read(sql<BilledPayment>`
    select p.id, p.attempt_id as "attemptId", p.amount, p.currency, p.use, t.reference_id as "referenceId"
    from payments p join payment_attempts t on t.store_id = p.store_id and t.id = p.attempt_id
    where p.store_id = ${ctx.storeId} and p.account_id = ${input.accountId} and p.provider_payment_id = ${input.providerPaymentId}`);
  return row ?? null;
}

/**
 * Records a refund that was made outside and stands in a bill: the row, its ledger entries and what is left of the
 * payment. Answers false, writing nothing, when more would be given back than came in, refunds under way included.
 */
export async function recordBilledRefund(
  tx: WriteContext,
  refund: {
    accountId: string;
    payment: BilledPayment;
    requestKey: string;
    providerRefundId: string;
    amount: number;
    currency: string;
  },
): Promise<boolean> {
  const { payment, amount, currency } = refund;
  const id = newId<"refund">();
  await tx.run(sql`select id from payments where store_id = ${tx.storeId} and id = ${payment.id} for update`);
  const rows = refundRows({ id, amount, currency, use: payment.use, accountId: refund.accountId });
  const isNew = fragment`exists (select 1 from new_refund)`;
  const made = await tx.run(sql<{ is_shared: boolean }>`
    with new_refund as (
      insert into refunds (store_id, id, payment_id, request_key, amount, currency, reason, state, provider_refund_id, created_at, updated_at)
      select ${tx.storeId}::uuid, ${id}::uuid, p.id, ${refund.requestKey}, ${amount}::bigint, p.currency, 'outside', 'succeeded',
        ${refund.providerRefundId}, app_now(), app_now()
      from payments p
      where p.store_id = ${tx.storeId} and p.id = ${payment.id} and p.currency = ${currency}
        and p.amount - p.refunded - (select coalesce(sum(r.amount), 0) from refunds r
          where r.store_id = p.store_id and r.payment_id = p.id and r.state = 'pending') >= ${amount}::bigint
      on conflict (store_id, request_key) do nothing
      returning id
    ), given as (
      update payments set refunded = refunded + ${amount}::bigint
      where store_id = ${tx.storeId} and id = ${payment.id} and ${isNew}
    ), new_ledger as (${ledgerSource(tx, rows, isNew)}), ${shareDue(tx, payment.id, isNew)}
    select exists (select 1 from share_due) as is_shared from new_refund`);
  if (made.length === 0) return false;
  if (made[0]!.is_shared) tx.remind("shares", 0);
  tx.emit({ kind: "refund.succeeded", subject: ["refund", id], data: { reason: "outside" } });
  return true;
}

import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { requestRefund } from "./refunds.ts";

export interface PaymentCaseView {
  readonly id: string;
  readonly attemptId: string;
  /** The checkout that was to be paid. */
  readonly referenceId: string;
  readonly kind: string;
  readonly detail: { paymentId: string; amount: number; currency: string; providerPaymentId: string };
  readonly expected: { amount: number; currency: string };
  readonly createdAt: Date;
}

/** Payments that wait for a person, newest first. */
export async function listPaymentCases(ctx: StoreContext): Promise<PaymentCaseView[]> {
  authorize(ctx, "payments.listPaymentCases");
  const [rows] = await ctx.read(sql<PaymentCaseView>`
    select c.id, c.attempt_id as "attemptId", a.reference_id as "referenceId", c.kind, c.detail,
      jsonb_build_object('amount', a.amount, 'currency', a.currency) as expected, c.created_at as "createdAt"
    from payment_cases c join payment_attempts a on a.store_id = c.store_id and a.id = c.attempt_id
    where c.store_id = ${ctx.storeId} and c.state = 'open' order by c.created_at desc limit 100`);
  return rows;
}

/**
 * Staff have looked at a parked payment: it is given back in full, or kept as dealt with outside. Throws
 * `case_not_found`.
 */
export async function resolvePaymentCase(
  ctx: StoreContext,
  input: { id: string; action: "refund" | "keep" },
): Promise<void> {
  authorize(ctx, "payments.resolvePaymentCase");
  if (!isId(input.id)) throw new AppError("not_found", "case_not_found");
  await ctx.write(async (tx) => {
    const [row] = await tx.run(sql<{ detail: PaymentCaseView["detail"] }>`
      update payment_cases set state = 'resolved' where store_id = ${tx.storeId} and id = ${input.id} and state = 'open'
      returning detail`);
    if (!row) throw new AppError("not_found", "case_not_found");
    const { paymentId, amount, currency } = row.detail;
    if (input.action === "refund") {
      await requestRefund(tx, {
        paymentId,
        amount,
        currency,
        requestKey: `case:${input.id}`,
        reason: "parked",
      });
    }
    tx.emit({
      kind: "payment_case.resolved",
      subject: ["payment-case", input.id],
      data: { action: input.action },
    });
  });
}

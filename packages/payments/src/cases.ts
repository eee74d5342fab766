import { authorize, type StoreContext, sql } from "@hutong/db";

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

import { authorize, idempotent, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { refundTenders, splitAmongTenders, tendersLeft } from "@hutong/gift-cards";
import { AppError, isId } from "@hutong/kernel";
import { requestRefund } from "@hutong/payments";
import { lockOrder } from "./order-rows.ts";
import { countRefunds, lockOrderOfRefund, paymentsLeft } from "./refunds-count.ts";
import { RefundOrderInput } from "./schemas.ts";
import { whyNot } from "./transitions.ts";

type Given = ReturnType<typeof RefundOrderInput.parse>;

async function refund(tx: WriteContext, given: Given): Promise<{ refundIds: string[] }> {
  const order = await lockOrder(tx, given.id);
  const reason = whyNot(order, "refund");
  if (reason) throw new AppError("conflict", reason);
  const payments = await paymentsLeft(tx, order.checkoutId);
  const tenders = await tendersLeft(tx, order.checkoutId);
  const all = [...payments, ...tenders].reduce((sum, one) => sum + one.left, 0);
  if (given.amount > all && payments.some(({ disputed }) => disputed > 0))
    throw new AppError("conflict", "payment_disputed", { field: "amount", params: { left: all } });
  if (given.amount > all)
    throw new AppError("invalid", "refund_too_large", { field: "amount", params: { left: all } });
  const refundIds: string[] = [];
  let rest = given.amount;
  for (const { id: paymentId, currency, left } of payments) {
    const amount = Math.min(rest, left);
    if (amount === 0) continue;
    const { refundId } = await requestRefund(tx, {
      paymentId,
      amount,
      currency,
      requestKey: `order:${given.key}:${paymentId}`,
      reason: "requested",
      note: given.note,
    });
    refundIds.push(refundId);
    rest -= amount;
  }
  // To the payment first, then to gift cards from the last one that paid (docs/totals.md, section 11).
  const parts = splitAmongTenders(rest, tenders);
  await refundTenders(tx, { checkoutId: order.checkoutId, parts, note: given.note });
  countRefunds(tx, given.id);
  tx.emit({
    kind: "order.refunded",
    subject: ["order", given.id],
    data: { amount: given.amount, currency: (payments[0] ?? tenders[0])!.currency },
  });
  return { refundIds };
}

/**
 * Gives back some or all of what was paid for an order, from its oldest payment on, then to the gift cards that paid; the provider is asked by the worker.
 * Once for an idempotency key. Throws `order_not_found`, `refund_too_large`, `payment_disputed`, `idempotency_key_reused`, or
 * the reason that the transitions name.
 */
export async function refundOrder(
  ctx: StoreContext,
  input: RefundOrderInput,
): Promise<{ refundIds: string[] }> {
  authorize(ctx, "orders.refundOrder");
  const given = RefundOrderInput.parse(input);
  if (!isId(given.id)) throw new AppError("not_found", "order_not_found");
  return await ctx.write(async (tx) => {
    const { key, ...request } = given;
    const once = await idempotent(tx, { operation: "orders.refundOrder", key, request }, () =>
      refund(tx, given),
    );
    return once.answer;
  });
}

type FailedRow = {
  payment_id: string;
  amount: number;
  currency: string;
  reason: string;
  note: string;
  state: string;
};

/**
 * Asks once more for a refund that failed, under a new key, since a provider may have closed the old one. Pressed twice it
 * is one. Throws `refund_not_found`, `refund_not_failed` or `refund_too_large`.
 */
export async function retryRefund(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "orders.retryRefund");
  if (!isId(input.id)) throw new AppError("not_found", "refund_not_found");
  const requestKey = `retry:${input.id}`;
  await ctx.write(async (tx) => {
    const order = await lockOrderOfRefund(tx, input.id);
    const [row] = await tx.run(sql<FailedRow>`
      select payment_id, amount, currency, reason, note, state from refunds
      where store_id = ${tx.storeId} and id = ${input.id} for update`);
    if (!row) throw new AppError("not_found", "refund_not_found");
    // Asked when the lock is ours: whoever waited for it has not seen what was done meanwhile.
    const retried = await tx.run(
      sql`select id from refunds where store_id = ${tx.storeId} and request_key = ${requestKey}`,
    );
    if (retried.length > 0) return;
    if (row.state !== "failed") throw new AppError("conflict", "refund_not_failed");
    const { amount, currency, reason, note } = row;
    await requestRefund(tx, { paymentId: row.payment_id, amount, currency, requestKey, reason, note });
    if (order) countRefunds(tx, order.id);
  });
}

import { sql, type WriteContext } from "@hutong/db";

/**
 * Counts money that was given back outside, as on the provider's own pages, for the order of a checkout. Never more than
 * was paid: an order that was cancelled counts what its cancellation gives back already.
 */
export async function applyRefund(
  tx: WriteContext,
  input: { checkoutId: string; amount: number },
): Promise<void> {
  const [order] = await tx.run(sql<{ id: string }>`
    update orders set refunded = least(paid, refunded + ${input.amount}::bigint),
      payment_state = case when refunded + ${input.amount}::bigint >= paid then 'refunded' else 'partially_refunded' end
    where store_id = ${tx.storeId} and checkout_id = ${input.checkoutId} and paid > 0 returning id`);
  if (order) tx.emit({ kind: "order.refunded", subject: ["order", order.id] });
}

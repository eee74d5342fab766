import { sql, type WriteContext } from "@hutong/db";

/** Marks an order as paid by money that has just been recorded. Answers false when it was not waiting for money. */
export async function applyPayment(
  tx: WriteContext,
  input: { orderId: string; amount: number },
): Promise<boolean> {
  const rows = await tx.run(sql`
    update orders set paid = paid + ${input.amount}::bigint, payment_state = 'paid', paid_at = app_now()
    where store_id = ${tx.storeId} and id = ${input.orderId} and state = 'open' and payment_state = 'unpaid'
      and total = ${input.amount}::bigint
    returning id`);
  if (rows.length === 0) return false;
  tx.emit({ kind: "order.paid", subject: ["order", input.orderId] });
  tx.enqueue("order-paid", { orderId: input.orderId });
  return true;
}

import { sql, type WriteContext } from "@hutong/db";
import { grantDownloads } from "./downloads/grant-downloads.ts";

/**
 * Marks an order as paid by money that has just been recorded, or as partly paid where less was captured than had been
 * reserved. Answers false when it was not waiting for this money.
 */
export async function applyPayment(
  tx: WriteContext,
  input: { orderId: string; amount: number },
): Promise<boolean> {
  const [paid] = await tx.run(sql<{ are_files_due: boolean }>`
    update orders set paid = paid + ${input.amount}::bigint, paid_at = app_now(),
      payment_state = case when total - tendered = ${input.amount}::bigint then 'paid' else 'partially_paid' end
    where store_id = ${tx.storeId} and id = ${input.orderId} and state = 'open'
      and ((payment_state in ('unpaid', 'authorized') and total - tendered = ${input.amount}::bigint)
        or (payment_state = 'authorized' and total - tendered > ${input.amount}::bigint))
    returning payment_state = 'paid' and quote->'lines' @> '[{"isDigital": true}]' as are_files_due`);
  if (!paid) return false;
  if (paid.are_files_due) {
    grantDownloads(tx, input.orderId);
    tx.enqueue("fulfil-downloads", { orderId: input.orderId });
  }
  tx.emit({ kind: "order.paid", subject: ["order", input.orderId] });
  tx.enqueue("order-paid", { orderId: input.orderId });
  return true;
}

/** An order's reserved money was let go: it is unpaid, and waits for staff. */
export function loseAuthorization(tx: WriteContext, input: { orderId: string }): void {
  tx.send(sql`update orders set payment_state = 'unpaid'
    where store_id = ${tx.storeId} and id = ${input.orderId} and payment_state = 'authorized'`);
  tx.emit({ kind: "order.authorization_voided", subject: ["order", input.orderId] });
}

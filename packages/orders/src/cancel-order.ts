import { authorize, type StoreContext, sql } from "@hutong/db";
import { uncommitStock, type Wanted } from "@hutong/inventory";
import { AppError } from "@hutong/kernel";
import { requestRefund } from "@hutong/payments";
import { lockOrder } from "./order-rows.ts";
import { whyNot } from "./transitions.ts";

type PaidRow = { id: string; amount: number; refunded: number; currency: string };

/**
 * Cancels an order that has not left: its goods are for sale again, and what was paid is given back in full.
 * Throws `order_not_found` or the reason that the transitions name.
 */
export async function cancelOrder(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "orders.cancelOrder");
  await ctx.write(async (tx) => {
    const order = await lockOrder(tx, input.id);
    const reason = whyNot(order, "cancel");
    if (reason) throw new AppError("conflict", reason);
    const lines = await tx.run(sql<Wanted>`select variant_id as "variantId", quantity from order_lines
      where store_id = ${tx.storeId} and order_id = ${input.id}`);
    const paid = await tx.run(sql<PaidRow>`
      select p.id, p.amount, p.refunded, p.currency from payments p
      join payment_attempts a on a.store_id = p.store_id and a.id = p.attempt_id
      where p.store_id = ${tx.storeId} and a.purpose = 'checkout' and a.reference_id = ${order.checkoutId} and p.use = 'applied'`);
    await uncommitStock(tx, { orderId: input.id, lines });
    for (const payment of paid.filter((one) => one.amount > one.refunded)) {
      const amount = payment.amount - payment.refunded;
      await requestRefund(tx, {
        paymentId: payment.id,
        amount,
        currency: payment.currency,
        requestKey: `cancel:${payment.id}`,
        reason: "cancelled",
      });
    }
    const given = paid.reduce((sum, one) => sum + one.amount - one.refunded, 0);
    tx.send(sql`update orders set state = 'cancelled', refunded = refunded + ${given}::bigint,
        payment_state = case when paid > 0 then 'refunded' else payment_state end
      where store_id = ${tx.storeId} and id = ${input.id}`);
    tx.emit({ kind: "order.cancelled", subject: ["order", input.id] });
    tx.enqueue("order-cancelled", { orderId: input.id });
  });
}

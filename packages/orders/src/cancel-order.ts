import { authorize, type StoreContext, sql } from "@hutong/db";
import { refundTenders, splitAmongTenders, tendersLeft } from "@hutong/gift-cards";
import { uncommitStock } from "@hutong/inventory";
import { AppError } from "@hutong/kernel";
import { lockAuthorization, requestRefund, requestVoid } from "@hutong/payments";
import { giveBackUses } from "@hutong/pricing";
import { lockOrder } from "./order-rows.ts";
import { countRefunds, paymentsLeft } from "./refunds-count.ts";
import { whyNot } from "./transitions.ts";
import { type SoldLine, unitsSold } from "./units-sold.ts";

/**
 * Cancels an order that has not left: its goods are for sale again, its discounts may be used once more, what was paid is given back in full, and what was
 * reserved is let go. Where there is money to give back or to let go it asks for the right to refund too.
 * Throws `order_not_found`, `forbidden` or the reason that the transitions name.
 */
export async function cancelOrder(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "orders.cancelOrder");
  await ctx.write(async (tx) => {
    const order = await lockOrder(tx, input.id);
    const reason = whyNot(order, "cancel");
    if (reason) throw new AppError("conflict", reason);
    const lines =
      await tx.run(sql<SoldLine>`select l.variant_id as "variantId", l.quantity, o.quote->'lines'->l.position->'parts' as parts
      from orders o join order_lines l on l.store_id = o.store_id and l.order_id = o.id
      where o.store_id = ${tx.storeId} and o.id = ${input.id}`);
    const reserved = await lockAuthorization(tx, order.checkoutId);
    const paid = await paymentsLeft(tx, order.checkoutId);
    const tenders = await tendersLeft(tx, order.checkoutId);
    if (reserved || [...paid, ...tenders].some(({ left }) => left > 0)) authorize(ctx, "orders.refundOrder");
    const given = tenders.reduce((sum, { left }) => sum + left, 0);
    const parts = splitAmongTenders(given, tenders);
    await refundTenders(tx, { checkoutId: order.checkoutId, parts, note: "" });
    await uncommitStock(tx, {
      orderId: input.id,
      lines: unitsSold(lines),
      locationId: order.pickupAt ?? undefined,
    });
    await giveBackUses(tx, order.checkoutId, "used");
    for (const payment of paid.filter((one) => one.left > 0)) {
      await requestRefund(tx, {
        paymentId: payment.id,
        amount: payment.left,
        currency: payment.currency,
        requestKey: `cancel:${payment.id}`,
        reason: "cancelled",
      });
    }
    if (reserved) requestVoid(tx, reserved.attemptId);
    tx.send(sql`update orders set state = 'cancelled' where store_id = ${tx.storeId} and id = ${input.id}`);
    countRefunds(tx, input.id);
    tx.emit({ kind: "order.cancelled", subject: ["order", input.id] });
    tx.enqueue("order-cancelled", { orderId: input.id });
  });
}

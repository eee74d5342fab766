import { authorize, type StoreContext, sql } from "@hutong/db";
import { fulfil } from "../fulfil-order.ts";
import { lockOrder } from "../order-rows.ts";

/**
 * Says of an order that was paid that what can be downloaded has been delivered, and takes it out of stock where it is counted. Lines that
 * have something to send besides wait for their parcel. Safe to run any number of times; no letter: the customer has the links.
 */
export async function fulfilDownloads(ctx: StoreContext, input: { orderId: string }): Promise<void> {
  authorize(ctx, "orders.fulfilDownloads");
  const { orderId: id } = input;
  await ctx.write(async (tx) => {
    const order = await lockOrder(tx, id);
    if (order.state === "cancelled" || order.paymentState !== "paid") return;
    const lines = await tx.run(sql<{ lineId: string; quantity: number }>`
      select l.id as "lineId", l.quantity - l.fulfilled_quantity as quantity from order_lines l
      left join variants v on v.store_id = l.store_id and v.id = l.variant_id
      where l.store_id = ${tx.storeId} and l.order_id = ${id} and l.fulfilled_quantity < l.quantity and v.requires_shipping is not true
        and exists (select from order_downloads o where o.store_id = l.store_id and o.order_line_id = l.id)`);
    if (lines.length > 0) await fulfil(tx, { id, lines }, { isDownload: true });
  });
}

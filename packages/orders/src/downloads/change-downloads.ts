import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { lockOrder } from "../order-rows.ts";
import { ChangeDownloadsInput } from "../schemas.ts";
import { grantDownloads } from "./grant-downloads.ts";

/**
 * What staff do about an order's downloads: `renew` lets them begin anew and writes to the customer, `send` writes again, `revoke` takes
 * them back. Throws `order_not_found`, `order_not_digital` where nothing of it can be downloaded, `order_cancelled` or `order_unpaid`.
 */
export async function changeDownloads(ctx: StoreContext, input: ChangeDownloadsInput): Promise<void> {
  authorize(ctx, "orders.changeDownloads");
  const { id, action } = ChangeDownloadsInput.parse(input);
  await ctx.write(async (tx) => {
    const order = await lockOrder(tx, id);
    if (action === "revoke") {
      tx.send(sql`update order_downloads set revoked_at = app_now()
        where store_id = ${tx.storeId} and order_id = ${id} and revoked_at is null`);
    } else {
      if (order.state === "cancelled") throw new AppError("conflict", "order_cancelled");
      if (order.paymentState !== "paid" && order.paymentState !== "partially_refunded")
        throw new AppError("conflict", "order_unpaid");
    }
    if (action === "renew") grantDownloads(tx, id, true);
    const rows = await tx.run(
      sql`select from order_downloads where store_id = ${tx.storeId} and order_id = ${id} limit 1`,
    );
    if (rows.length === 0) throw new AppError("conflict", "order_not_digital");
    if (action !== "revoke") tx.enqueue("order-downloads", { orderId: id });
    tx.emit({ kind: "order.downloads_changed", subject: ["order", id], data: { action } });
  });
}

import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";

/**
 * Staff have given the money of a failed refund back in another way, or settled it otherwise: it waits for nobody any more.
 * Pressed twice it is done once. Throws `refund_not_found` or `refund_not_failed`.
 */
export async function closeFailedRefund(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "payments.closeFailedRefund");
  if (!isId(input.id)) throw new AppError("not_found", "refund_not_found");
  await ctx.write(async (tx) => {
    const [row] = await tx.run(sql<{
      state: string;
      closed_at: Date | null;
    }>`select state, closed_at from refunds
      where store_id = ${tx.storeId} and id = ${input.id} for update`);
    if (!row) throw new AppError("not_found", "refund_not_found");
    if (row.state !== "failed") throw new AppError("conflict", "refund_not_failed");
    if (row.closed_at) return;
    tx.send(
      sql`update refunds set closed_at = app_now() where store_id = ${tx.storeId} and id = ${input.id}`,
    );
    tx.emit({ kind: "refund.closed", subject: ["refund", input.id] });
  });
}

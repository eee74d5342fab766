import { sql, type WriteContext } from "@hutong/db";
import { countRefunds } from "./refunds-count.ts";

/**
 * Counts money that was given back outside, as on the provider's own pages, for the order of a checkout. `record` writes the
 * refund itself; the order's row is locked before, as its cancellation has it.
 */
export async function applyRefund(
  tx: WriteContext,
  checkoutId: string,
  record: () => Promise<void>,
): Promise<void> {
  const [order] = await tx.run(
    sql<{
      id: string;
    }>`select id from orders where store_id = ${tx.storeId} and checkout_id = ${checkoutId} for update`,
  );
  await record();
  if (!order) return;
  countRefunds(tx, order.id);
  tx.emit({ kind: "order.refunded", subject: ["order", order.id] });
}

import { sql, type WriteContext } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import type { OrderStates } from "./transitions.ts";

interface LockedOrder extends OrderStates {
  readonly checkoutId: string;
  /** The location where its goods are kept for their customer; null where they are sent. */
  readonly pickupAt: string | null;
}

/** Locks an order of this store and reads its states. Throws `order_not_found`. */
export async function lockOrder(tx: WriteContext, id: string): Promise<LockedOrder> {
  const rows = isId(id)
    ? await tx.run(sql<LockedOrder>`
        select state, payment_state as "paymentState", fulfilment_state as "fulfilmentState", checkout_id as "checkoutId",
          quote->'pickup'->>'locationId' as "pickupAt"
        from orders where store_id = ${tx.storeId} and id = ${id} for update`)
    : [];
  if (!rows[0]) throw new AppError("not_found", "order_not_found");
  return rows[0];
}

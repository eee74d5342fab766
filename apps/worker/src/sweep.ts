import { sweepDigitalFiles, sweepProductEdits } from "@hutong/catalogue";
import { eraseOldInvoices } from "@hutong/checkout";
import { sweepCustomers } from "@hutong/customers";
import { type StoreContext, sweepIdempotencyKeys } from "@hutong/db";
import { eraseOldOrders } from "@hutong/orders";
import { sweepImports } from "@hutong/transfer";

/** Forgets what is kept for a time only. Answers in how many seconds the next of it is over; null for none. */
export async function sweep(ctx: StoreContext): Promise<number | null> {
  await eraseOldInvoices(ctx);
  const waits = [
    await sweepIdempotencyKeys(ctx),
    await sweepCustomers(ctx),
    await eraseOldOrders(ctx),
    await sweepImports(ctx),
    await sweepProductEdits(ctx),
    await sweepDigitalFiles(ctx),
  ];
  const known = waits.filter((seconds) => seconds !== null);
  return known.length === 0 ? null : Math.min(...known);
}

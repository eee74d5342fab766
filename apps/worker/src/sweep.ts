import { sweepCustomers } from "@hutong/customers";
import { type StoreContext, sweepIdempotencyKeys } from "@hutong/db";

/** Forgets what is kept for a time only. Answers in how many seconds the next of it is over; null for none. */
export async function sweep(ctx: StoreContext): Promise<number | null> {
  const waits = [await sweepIdempotencyKeys(ctx), await sweepCustomers(ctx)];
  const known = waits.filter((seconds) => seconds !== null);
  return known.length === 0 ? null : Math.min(...known);
}

import type { StoreContext } from "@hutong/db";
import type { Limit } from "@hutong/stores";

/** At most so many tries of `what` an hour in this store; stores do not use up each other's. */
export function perHour(ctx: StoreContext, what: string, subject: string, most: number): Limit {
  return { what, subject: `${ctx.storeId} ${subject}`, most, windowSeconds: 3600 };
}

import { authorize, type StoreContext, sql } from "@hutong/db";

/**
 * Forgets sessions and codes that are over. Answers in how many seconds the next one will be, and null when none is
 * left.
 */
export async function sweepCustomers(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "customers.sweepCustomers");
  return await ctx.write(async (tx) => {
    tx.send(sql`delete from customer_sessions where store_id = ${tx.storeId} and expires_at <= app_now()`);
    tx.send(sql`delete from customer_codes where store_id = ${tx.storeId} and expires_at <= app_now()`);
    const [row] = await tx.run(sql<{ seconds: number | null }>`
      select ceil(extract(epoch from least(
        (select min(expires_at) from customer_sessions where store_id = ${tx.storeId}),
        (select min(expires_at) from customer_codes where store_id = ${tx.storeId})) - app_now()))::int as seconds`);
    return row!.seconds === null ? null : Math.max(row!.seconds, 0);
  });
}

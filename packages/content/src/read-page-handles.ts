import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";

/** Handles of the store's pages, for the site map; at most 1,000. */
export function readPageHandles(
  ctx: StoreContext,
): Reading<readonly { handle: string; updatedAt: string }[]> {
  authorize(ctx, "content.readPage");
  return reading(
    sql<{ handle: string; updatedAt: string }>`
      select handle, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD') as "updatedAt" from pages
      where store_id = ${ctx.storeId} order by handle limit 1000`,
    (rows) => rows,
  );
}

import { authorize, type StoreContext, sql } from "@hutong/db";

/** Where an address leads that is there no more; null where nobody said. `path` stands without its language. */
export async function findRedirect(ctx: StoreContext, path: string): Promise<string | null> {
  authorize(ctx, "catalogue.findRedirect");
  const [rows] = await ctx.read(
    sql<{ target: string }>`select target from redirects where store_id = ${ctx.storeId} and path = ${path}`,
  );
  return rows[0]?.target ?? null;
}

import { authorize, type StoreContext, sql } from "@hutong/db";
import { touchProducts } from "./write-products.ts";

const mostAtOnce = 500;

/**
 * Puts drafts on sale whose time has come. Answers in how many seconds the next one's comes, or null. For the worker; may run any
 * number of times.
 */
export async function publishProducts(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "catalogue.publishProducts");
  return await ctx.write(async (tx) => {
    const published = await tx.run(sql<{ id: string; is_fresh: boolean }>`
      with ripe as (
        select id, status from products where store_id = ${tx.storeId} and publish_at <= app_now()
        order by id limit ${mostAtOnce} for update
      )
      update products p set publish_at = null, version = p.version + 1, updated_at = app_now(),
        status = case when ripe.status = 'draft' then 'active' else p.status end
      from ripe where p.store_id = ${tx.storeId} and p.id = ripe.id
      returning p.id, ripe.status = 'draft' as is_fresh`);
    const ids = published.filter((row) => row.is_fresh).map((row) => row.id);
    if (ids.length > 0) await touchProducts(tx, ids);
    for (const id of ids) tx.emit({ kind: "product.updated", subject: ["product", id] });
    const [next] = await tx.run(sql<{ seconds: number | null }>`
      select greatest(0, ceil(extract(epoch from min(publish_at) - app_now())))::int as seconds from products
      where store_id = ${tx.storeId} and publish_at is not null`);
    return next?.seconds ?? null;
  });
}

import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";

export interface SitemapEntry {
  readonly kind: "product" | "collection";
  readonly handle: string;
  /** `2026-11-24`. */
  readonly updatedAt: string;
}

/** Products on sale (the newest 5,000) and collections, for the site map. */
export function readSitemap(ctx: StoreContext): Reading<readonly SitemapEntry[]> {
  authorize(ctx, "catalogue.listCards");
  return reading(
    sql<SitemapEntry>`(select 'product' as kind, handle, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD') as "updatedAt"
        from products where store_id = ${ctx.storeId} and status = 'active' order by created_at desc, id limit 5000)
      union all
      (select 'collection', handle, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD')
        from collections where store_id = ${ctx.storeId} order by position limit 1000)`,
    (rows) => rows,
  );
}

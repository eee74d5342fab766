import { authorize, type StoreContext, sql } from "@hutong/db";

/** A variant of which little is left to sell, at all locations together. */
export interface LowStock {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  /** "50 g / Tin"; empty for a product of one variant. */
  readonly variantTitle: string;
  readonly available: number;
}

/** Units from which on nothing is said. */
const few = 5;

/** What is on sale, is counted and will soon be sold out, or is: least first, `limit` at most. What may be oversold is not waited for. */
export async function listLowStock(ctx: StoreContext, input: { limit: number }): Promise<LowStock[]> {
  authorize(ctx, "inventory.listLowStock");
  const [rows] = await ctx.read(sql<LowStock>`
    select p.id as "productId", v.id as "variantId", p.title, s.available,
      concat_ws(' / ', nullif(nullif(v.option1, ''), 'Default Title'), nullif(v.option2, ''), nullif(v.option3, '')) as "variantTitle"
    from (select variant_id, sum(available)::int as available from stock
      where store_id = ${ctx.storeId} group by variant_id having sum(available) <= ${few}::int and not bool_or(may_oversell)) s
    join variants v on v.store_id = ${ctx.storeId} and v.id = s.variant_id
    join products p on p.store_id = v.store_id and p.id = v.product_id and p.status = 'active'
    order by s.available, p.title, v.position limit ${input.limit}::int`);
  return [...rows];
}

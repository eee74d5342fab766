import { authorize, type StoreContext, sql } from "@hutong/db";

/** A product with what its first variant costs, in minor units of the store's currency. */
export interface PriceSample {
  readonly id: string;
  readonly title: string;
  readonly amount: number;
}

const most = 5;

/** A few products to look at a market's prices by: the newest that are sold. */
export async function listPriceSamples(ctx: StoreContext): Promise<PriceSample[]> {
  authorize(ctx, "pricing.listPriceSamples");
  const [rows] = await ctx.read(sql<PriceSample>`
    select p.id, p.title, v.price as amount from products p
    cross join lateral (select price from variants where store_id = ${ctx.storeId} and product_id = p.id order by position limit 1) v
    where p.store_id = ${ctx.storeId} and p.status = 'active' order by p.created_at desc, p.id limit ${most}::int`);
  return rows;
}

import { authorize, type StoreContext, sql } from "@hutong/db";

const days = 90;
/** The latest ones; what sells best does not change by more. */
const mostOrders = 20_000;

/** Units of each product in the orders of the last 90 days, at most the latest 20,000; what was cancelled does not count. */
export async function countSold(ctx: StoreContext): Promise<{ productId: string; units: number }[]> {
  authorize(ctx, "orders.countSold");
  const [rows] = await ctx.read(sql<{ productId: string; units: number }>`
    select l.product_id as "productId", sum(l.quantity)::int as units
    from (select id, state, placed_at from orders where store_id = ${ctx.storeId} order by number desc limit ${mostOrders}::int) o
    join order_lines l on l.store_id = ${ctx.storeId} and l.order_id = o.id
    where o.state <> 'cancelled' and o.placed_at > app_now() - ${days}::int * interval '1 day'
    group by 1`);
  return rows;
}

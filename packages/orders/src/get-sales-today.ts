import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { netInShop } from "./net-in-shop.ts";

/** Amounts in minor units of the store's currency, less what was given back. */
export interface SalesToday {
  readonly today: number;
  /** Until the same time of the same weekday a week ago. */
  readonly weekAgo: number;
  /** Orders placed today, cancelled ones left out, and how many of them are paid. */
  readonly orders: number;
  readonly paidOrders: number;
  readonly at: Date;
}

/** What came in on the store's own calendar day so far; what was given back of it is taken off. */
export async function getSalesToday(ctx: StoreContext): Promise<SalesToday> {
  authorize(ctx, "orders.getSalesToday");
  const net = netInShop(ctx, fragment`o`);
  const [[row]] = await ctx.read(sql<SalesToday>`
    with clock as (
      select app_now() as at, date_trunc('day', app_now(), timezone) as midnight,
        date_trunc('day', app_now() at time zone timezone - interval '7 days') at time zone timezone as week_midnight,
        (app_now() at time zone timezone - interval '7 days') at time zone timezone as week_at
      from stores where store_id = ${ctx.storeId}
    )
    select coalesce(sum(${net}) filter (where o.paid_at >= c.midnight), 0)::bigint as today,
      coalesce(sum(${net}) filter (where o.paid_at < c.week_at), 0)::bigint as "weekAgo",
      count(o.id) filter (where o.placed_at >= c.midnight and o.state = 'open')::int as orders,
      count(o.id) filter (where o.placed_at >= c.midnight and o.state = 'open' and o.payment_state not in ('unpaid', 'authorized'))::int
        as "paidOrders",
      c.at
    from clock c left join orders o on o.store_id = ${ctx.storeId}
      and (o.placed_at >= c.midnight or o.paid_at >= c.midnight
        or (o.paid_at >= c.week_midnight and o.paid_at < c.week_at))
    group by c.at`);
  return row ?? { today: 0, weekAgo: 0, orders: 0, paidOrders: 0, at: ctx.clock.now() };
}

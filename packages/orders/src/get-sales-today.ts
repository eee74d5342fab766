import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { netInShop } from "./net-in-shop.ts";

/** What a day brought until the time of day that it is now. Amounts in minor units, less what was given back. */
export interface DaySales {
  readonly amount: number;
  /** Orders placed, cancelled ones left out. */
  readonly orders: number;
}

/** Amounts in minor units of the store's currency. */
export interface SalesToday {
  readonly today: DaySales & { readonly paidOrders: number };
  readonly yesterday: DaySales;
  /** The same weekday a week ago. */
  readonly weekAgo: DaySales;
  /** What each hour of the store's day brought, today and a week ago: the whole of that day. */
  readonly hours: readonly { readonly hour: number; readonly today: number; readonly weekAgo: number }[];
  /** The hour that it is in the store, 0 to 23, and the minute. */
  readonly hour: number;
  readonly minute: number;
  readonly at: Date;
}

interface HourRow {
  readonly days: number;
  readonly hour: number;
  readonly amount: number;
  /** What came before the time of day that it is now. */
  readonly amount_so_far: number;
  readonly orders: number;
  readonly paid_orders: number;
}

function daySales(rows: readonly HourRow[], days: number): DaySales & { paidOrders: number } {
  const mine = rows.filter((row) => row.days === days);
  const sum = (of: (row: HourRow) => number) => mine.reduce((all, row) => all + of(row), 0);
  return {
    amount: sum((row) => row.amount_so_far),
    orders: sum((row) => row.orders),
    paidOrders: sum((row) => row.paid_orders),
  };
}

/**
 * What came in on the store's own calendar day so far, yesterday and on the same weekday until the same time, and by the hour; what
 * was given back of it is taken off. A day is the store's: where clocks are changed, its hours are those that people read.
 */
export async function getSalesToday(ctx: StoreContext): Promise<SalesToday> {
  authorize(ctx, "orders.getSalesToday");
  const [[clock], rows] = await ctx.read(
    sql<{ at: Date; hour: number; minute: number }>`
      select app_now() as at, extract(hour from app_now() at time zone timezone)::int as hour,
        extract(minute from app_now() at time zone timezone)::int as minute
      from stores where store_id = ${ctx.storeId}`,
    sql<HourRow>`
      with days as (
        select d.days, (date_trunc('day', local.now) - d.days * interval '1 day') at time zone s.timezone as begins,
          (date_trunc('day', local.now) - (d.days - 1) * interval '1 day') at time zone s.timezone as ends,
          (local.now - d.days * interval '1 day') at time zone s.timezone as now, s.timezone
        from stores s
        cross join lateral (select app_now() at time zone s.timezone as now) local
        cross join (values (0), (1), (7)) d(days)
        where s.store_id = ${ctx.storeId}
      ), recent as materialized (
        select o.placed_at, o.paid_at, ${netInShop(ctx, fragment`o`)} as amount, o.state, o.payment_state from orders o
        where o.store_id = ${ctx.storeId} and greatest(o.placed_at, o.paid_at) >= (select min(begins) from days)
      )
      select d.days, extract(hour from o.at at time zone d.timezone)::int as hour, sum(o.amount)::bigint as amount,
        coalesce(sum(o.amount) filter (where o.at <= d.now), 0)::bigint as amount_so_far,
        count(*) filter (where o.is_order and o.at <= d.now)::int as orders,
        count(*) filter (where o.is_order and o.is_paid and o.at <= d.now)::int as paid_orders
      from days d
      join (
        select paid_at as at, amount, false as is_order, false as is_paid from recent where paid_at is not null
        union all
        select placed_at, 0, true, payment_state not in ('unpaid', 'authorized') from recent where state = 'open'
      ) o on o.at >= d.begins and o.at < d.ends
      group by d.days, hour`,
  );
  const { at, hour, minute } = clock ?? { at: ctx.clock.now(), hour: 0, minute: 0 };
  const amountAt = (days: number, of: number) =>
    rows.find((row) => row.days === days && row.hour === of)?.amount ?? 0;
  return {
    today: daySales(rows, 0),
    yesterday: daySales(rows, 1),
    weekAgo: daySales(rows, 7),
    hours: Array.from({ length: 24 }, (_, of) => ({
      hour: of,
      today: amountAt(0, of),
      weekAgo: amountAt(7, of),
    })),
    hour,
    minute,
    at,
  };
}

import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { cleanText, type Money } from "@hutong/kernel";
import { methodTitle } from "./method-title.ts";
import { ListOrdersInput, type orderTabs } from "./schemas.ts";
import type { OrderStates } from "./transitions.ts";

export type OrderTab = (typeof orderTabs)[number];

export interface OrderItem extends OrderStates {
  readonly id: string;
  readonly number: number;
  readonly placedAt: Date;
  readonly customerName: string;
  readonly city: string;
  readonly pictures: readonly string[];
  readonly itemCount: number;
  readonly total: Money;
  readonly methodTitle: Readonly<Record<string, string>>;
  /** Whether the courier brings the money. */
  readonly isOnDelivery: boolean;
  readonly isTest: boolean;
}

const conditions: Record<OrderTab, (ctx: StoreContext) => object> = {
  all: () => nothing,
  // What is paid on delivery leaves before the money comes.
  to_fulfil: (
    ctx,
  ) => fragment`and o.fulfilment_state in ('unfulfilled', 'partially_fulfilled') and o.state = 'open'
    and o.payment_state in ('unpaid', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded') and (o.payment_state <> 'unpaid'
      or o.payment_account_id in (select d.id from payment_accounts d where d.store_id = ${ctx.storeId} and d.is_on_delivery))`,
  unpaid:
    () => fragment`and o.fulfilment_state in ('unfulfilled', 'partially_fulfilled', 'fulfilled') and o.payment_state = 'unpaid'
    and o.state = 'open'`,
  fulfilled: () => fragment`and o.fulfilment_state = 'fulfilled' and o.state = 'open'`,
  cancelled: () => fragment`and o.state = 'cancelled'`,
};

// Ranges on text use their index under row security, LIKE would not (architecture, rule 4).
function search(ctx: StoreContext, query: string): object {
  if (query === "") return nothing;
  if (/^#?\d{1,12}$/.test(query)) {
    return fragment`and (o.number = ${Number(query.replace("#", ""))}::bigint or o.customer_id in (
      select id from customers where store_id = ${ctx.storeId} and contact >= ${query} and contact < ${`${query}\uffff`}))`;
  }
  const lower = query.toLowerCase();
  return fragment`and o.customer_id in (
    select id from customers where store_id = ${ctx.storeId} and contact >= ${lower} and contact < ${`${lower}\uffff`}
    union all
    select id from customers where store_id = ${ctx.storeId} and name >= ${query} and name < ${`${query}\uffff`})`;
}

type Row = OrderStates & {
  id: string;
  number: number;
  placed_at: Date;
  customer_name: string;
  city: string | null;
  pictures: string[];
  item_count: number;
  total: number;
  currency: string;
  method_title: Record<string, string>;
  is_on_delivery: boolean;
  is_test: boolean;
};

/** Orders of a tab, newest first, and how many wait in each tab (counted up to 1,000). `nextBefore` pages on. */
export async function listOrders(ctx: StoreContext, input: ListOrdersInput) {
  authorize(ctx, "orders.listOrders");
  const { tab, before, limit, ...rest } = ListOrdersInput.parse(input);
  const query = cleanText(rest.query);
  const [rows, [counts]] = await ctx.read(
    sql<Row>`
      select o.id, o.number, o.placed_at, o.state, o.payment_state as "paymentState", o.fulfilment_state as "fulfilmentState",
        c.name as customer_name, o.address->>'city' as city, o.total, o.currency, ${methodTitle} as method_title,
        coalesce(a.is_on_delivery, false) as is_on_delivery, o.is_test,
        coalesce(l.pictures, '[]'::jsonb) as pictures, coalesce(l.item_count, 0)::int as item_count
      from orders o
      cross join lateral (select name from customers where store_id = ${ctx.storeId} and id = o.customer_id limit 1) c
      left join payment_accounts a on a.store_id = o.store_id and a.id = o.payment_account_id
      left join lateral (select jsonb_agg(picture order by position) filter (where picture is not null) as pictures,
          sum(quantity) as item_count
        from order_lines l where l.store_id = o.store_id and l.order_id = o.id) l on true
      where o.store_id = ${ctx.storeId} ${before === undefined ? nothing : fragment`and o.number < ${before}::bigint`}
        ${conditions[tab](ctx)} ${search(ctx, query)}
      order by o.number desc limit ${limit + 1}::int`,
    sql<{ to_fulfil: number; unpaid: number }>`
      select
        (select count(*) from (select 1 from orders o where o.store_id = ${ctx.storeId} ${conditions.to_fulfil(ctx)} limit 1000) t)::int as to_fulfil,
        (select count(*) from (select 1 from orders o where o.store_id = ${ctx.storeId} ${conditions.unpaid(ctx)} limit 1000) t)::int as unpaid`,
  );
  const items: OrderItem[] = rows.slice(0, limit).map((row) => ({
    id: row.id,
    number: row.number,
    placedAt: row.placed_at,
    state: row.state,
    paymentState: row.paymentState,
    fulfilmentState: row.fulfilmentState,
    customerName: row.customer_name,
    city: row.city ?? "",
    pictures: row.pictures.slice(0, 3),
    itemCount: row.item_count,
    total: { amount: row.total, currency: row.currency },
    methodTitle: row.method_title,
    isOnDelivery: row.is_on_delivery,
    isTest: row.is_test,
  }));
  return {
    items,
    nextBefore: rows.length > limit ? items.at(-1)!.number : null,
    counts: { toFulfil: counts!.to_fulfil, unpaid: counts!.unpaid },
  };
}

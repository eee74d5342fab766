import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { cleanText, isId, type Money } from "@hutong/kernel";
import { netInShop } from "../net-in-shop.ts";
import { ListCustomersInput } from "../schemas.ts";

export interface CustomerItem {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly hasAccount: boolean;
  readonly createdAt: Date;
  readonly orders: number;
  /** What came in and was not given back, in the store's currency. */
  readonly spent: Money;
  readonly lastOrderAt: Date | null;
}

type Row = Omit<CustomerItem, "spent"> & { spent: number; currency: string };

// Ranges on text use their indexes under row security, LIKE would not.
function search(ctx: StoreContext, query: string): object {
  if (query === "") return nothing;
  const end = (text: string) => `${text}\uffff`;
  const lower = query.toLowerCase();
  return fragment`and c.id in (
    select coalesce(merged_into, id) from customers where store_id = ${ctx.storeId} and contact >= ${lower} and contact < ${end(lower)}
    union all select coalesce(merged_into, id) from customers where store_id = ${ctx.storeId} and phone >= ${query} and phone < ${end(query)}
    union all select id from customers where store_id = ${ctx.storeId} and name >= ${query} and name < ${end(query)})`;
}

/** Customers of the store, the newest first, by the beginning of a name, e-mail address or phone number. `nextBefore` pages on. */
export async function listCustomers(ctx: StoreContext, input: ListCustomersInput) {
  authorize(ctx, "orders.listCustomers");
  const { query, before, limit } = ListCustomersInput.parse(input);
  const from = before && isId(before) ? fragment`and c.id < ${before}` : nothing;
  const [rows] = await ctx.read(sql<Row>`
    select c.id, c.name, c.email, c.phone, not c.is_guest as "hasAccount", c.created_at as "createdAt",
      coalesce(o.orders, 0)::int as orders, coalesce(o.spent, 0)::bigint as spent, s.currency, o.last as "lastOrderAt"
    from customers c
    join stores s on s.store_id = c.store_id
    left join lateral (select count(*) as orders, sum(${netInShop(ctx, fragment`n`)}) as spent, max(placed_at) as last
      from orders n where store_id = ${ctx.storeId} and customer_id = c.id) o on true
    where c.store_id = ${ctx.storeId} and c.merged_into is null and c.erased_at is null ${search(ctx, cleanText(query))} ${from}
    order by c.id desc limit ${limit + 1}::int`);
  const items: CustomerItem[] = rows.slice(0, limit).map(({ spent, currency, ...row }) => ({
    ...row,
    spent: { amount: spent, currency },
  }));
  return { items, nextBefore: rows.length > limit ? items.at(-1)!.id : null };
}

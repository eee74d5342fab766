import { idsOf, ownId } from "@hutong/customers";
import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { refOf } from "./references.ts";
import type { OwnOrderView } from "./views.ts";

const perPage = 20;

type Row = Omit<OwnOrderView, "ref" | "total" | "pictures"> & {
  id: string;
  total: number;
  currency: string;
  pictures: string[] | null;
};

/**
 * The orders of who is signed in, newest first; `before` is a number to go on from, `nextBefore` the next.
 * Throws `sign_in_needed`.
 */
export async function listOwnOrders(
  ctx: StoreContext,
  input: { before?: number | undefined } = {},
): Promise<{ orders: OwnOrderView[]; nextBefore: number | null }> {
  authorize(ctx, "checkout.listOwnOrders");
  const id = ownId(ctx);
  const { before } = input;
  const [rows] = await ctx.read(sql<Row>`
    select o.id, o.number, o.placed_at as "placedAt", o.payment_state as "paymentState", o.fulfilment_state as "fulfilmentState",
      o.state = 'cancelled' as "isCancelled", o.total, o.currency, coalesce(l.count, 0)::int as count, l.pictures
    from orders o
    left join lateral (select sum(quantity) as count,
        jsonb_agg(picture order by position) filter (where picture is not null) as pictures
      from order_lines l where l.store_id = o.store_id and l.order_id = o.id) l on true
    where o.store_id = ${ctx.storeId} and o.customer_id in (${idsOf(ctx, id)})
      ${before === undefined ? nothing : fragment`and o.number < ${before}::bigint`}
    order by o.number desc limit ${perPage + 1}::int`);
  const orders = rows.slice(0, perPage).map(({ id: orderId, total, currency, pictures, ...row }) => ({
    ...row,
    ref: refOf(ctx, "order", orderId),
    total: { amount: total, currency },
    pictures: (pictures ?? []).slice(0, 3),
  }));
  return { orders, nextBefore: rows.length > perPage ? orders.at(-1)!.number : null };
}

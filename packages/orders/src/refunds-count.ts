import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";

/** A payment of an order, and how much of it is neither given back nor on its way nor with the customer's bank. */
export interface PaymentLeft {
  readonly id: string;
  readonly currency: string;
  /** Minor units. */
  readonly left: number;
  /** What disputes hold of it, or have taken for good. */
  readonly disputed: number;
}

/** What can still be given back of a checkout's order, the oldest payment first. */
export async function paymentsLeft(tx: WriteContext, checkoutId: string): Promise<PaymentLeft[]> {
  return await tx.run(sql<PaymentLeft>`
    select p.id, p.currency, p.disputed, greatest(0, p.amount - p.refunded - p.disputed - coalesce((select sum(r.amount) from refunds r where r.store_id = p.store_id
      and r.payment_id = p.id and r.state = 'pending'), 0))::bigint as left
    from payments p
    join payment_attempts a on a.store_id = p.store_id and a.id = p.attempt_id
    where p.store_id = ${tx.storeId} and a.purpose = 'checkout' and a.reference_id = ${checkoutId} and p.use = 'applied'
    order by p.captured_at, p.id`);
}

/** Sets what an order says of its refunds from the refunds themselves: those made and those on their way. */
export function countRefunds(tx: WriteContext, orderId: string): void {
  tx.send(sql`update orders o set refunded = r.sum,
      payment_state = case when o.paid = o.tendered and o.tendered < o.total then o.payment_state when r.sum = 0 then case when o.paid < o.total then 'partially_paid' else 'paid' end
        when r.sum >= o.paid then 'refunded'
        else 'partially_refunded' end
    from (select coalesce(sum(f.amount), 0)::bigint + (select coalesce(sum(t.refunded), 0)::bigint from orders k
        join checkout_tenders t on t.store_id = k.store_id and t.checkout_id = k.checkout_id
        where k.store_id = ${tx.storeId} and k.id = ${orderId}) as sum from payment_attempts a
      join payments p on p.store_id = a.store_id and p.attempt_id = a.id and p.use = 'applied'
      join refunds f on f.store_id = p.store_id and f.payment_id = p.id and f.state in ('pending', 'succeeded')
      where a.store_id = ${tx.storeId} and a.purpose = 'checkout' and a.reference_id = (
        select k.checkout_id::text from orders k where k.store_id = ${tx.storeId} and k.id = ${orderId})) r
    where o.store_id = ${tx.storeId} and o.id = ${orderId}`);
}

/** Locks the order that a refund is of; undefined for one that no order knows, such as of a second payment that fits none. */
export async function lockOrderOfRefund(
  tx: WriteContext,
  refundId: string,
): Promise<{ id: string } | undefined> {
  const [order] = await tx.run(sql<{ id: string }>`
    select o.id from orders o where o.store_id = ${tx.storeId} and o.checkout_id = (select a.reference_id::uuid from refunds r
      join payments p on p.store_id = r.store_id and p.id = r.payment_id
      join payment_attempts a on a.store_id = p.store_id and a.id = p.attempt_id and a.purpose = 'checkout'
      where r.store_id = ${tx.storeId} and r.id = ${refundId})
    for update`);
  return order;
}

/** A refund failed, so its order counts what was given back anew; nothing for a refund that no order knows. */
export async function recountRefunds(ctx: StoreContext, input: { refundId: string }): Promise<void> {
  authorize(ctx, "orders.recountRefunds");
  await ctx.write(async (tx) => {
    const order = await lockOrderOfRefund(tx, input.refundId);
    if (order) countRefunds(tx, order.id);
  });
}

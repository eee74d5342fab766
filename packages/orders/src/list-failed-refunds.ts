import { authorize, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";

/** A refund that did not reach the customer and waits for a person. Amounts in minor units of `currency`. */
export interface FailedRefund {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  /** Whether it looked fine at first: the customer may have been told. */
  readonly isReturned: boolean;
  /** What the merchant has to know or do, in the provider's words. */
  readonly merchantNote: LocalizedText | null;
  readonly methodTitle: LocalizedText;
  /** Null for money that no order knows. */
  readonly order: { readonly id: string; readonly number: number } | null;
  readonly failedAt: Date;
}

/** Refunds that failed, were not asked for again and are not dealt with, newest first. */
export async function listFailedRefunds(ctx: StoreContext): Promise<FailedRefund[]> {
  authorize(ctx, "orders.listFailedRefunds");
  const [rows] = await ctx.read(sql<FailedRefund>`
    select r.id, r.amount, r.currency, r.returned_at is not null as "isReturned", r.merchant_note as "merchantNote",
      c.title as "methodTitle", (select jsonb_build_object('id', o.id, 'number', o.number) from orders o where o.store_id = ${ctx.storeId} and o.checkout_id = (
        select a.reference_id::uuid from payment_attempts a
        where a.store_id = ${ctx.storeId} and a.id = p.attempt_id and a.purpose = 'checkout')) as order,
      r.updated_at as "failedAt"
    from refunds r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id
    join payment_accounts c on c.store_id = p.store_id and c.id = p.account_id
    where r.store_id = ${ctx.storeId} and r.state = 'failed' and r.closed_at is null
      and (select n.id from refunds n where n.store_id = ${ctx.storeId} and n.request_key = 'retry:' || r.id) is null
    order by r.created_at desc limit 100`);
  return rows;
}

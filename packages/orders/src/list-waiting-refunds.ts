import { authorize, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import { isByHand } from "@hutong/payments";

/** A refund that has not reached the customer and waits for a person. Amounts in minor units of `currency`. */
export interface WaitingRefund {
  readonly id: string;
  /**
   * What it waits for. "failed": to be asked for again or dealt with outside. "noted": that the merchant does what the
   * note says, as when a balance is too low; then it goes on by itself. "by-hand": that staff give it back themselves.
   */
  readonly kind: "failed" | "noted" | "by-hand";
  readonly amount: number;
  readonly currency: string;
  /** Whether it looked fine at first: the customer may have been told. */
  readonly isReturned: boolean;
  /** What the merchant has to know or do, in the provider's words. */
  readonly merchantNote: LocalizedText | null;
  readonly methodTitle: LocalizedText;
  /** Null for money that no order knows. */
  readonly order: { readonly id: string; readonly number: number } | null;
  /** When it came to wait. */
  readonly since: Date;
}

type Row = Omit<WaitingRefund, "kind"> & { state: "failed" | "pending"; provider: string };

/**
 * Refunds that wait for a person, newest first: that failed, were not asked for again and are not dealt with; and that are
 * left pending with words for the merchant, as those which staff give back by hand.
 */
export async function listWaitingRefunds(ctx: StoreContext): Promise<WaitingRefund[]> {
  authorize(ctx, "orders.listWaitingRefunds");
  const [rows] = await ctx.read(sql<Row>`
    with failed as (
      select r.* from refunds r where r.store_id = ${ctx.storeId} and r.state = 'failed' and r.closed_at is null
        and (select n.id from refunds n where n.store_id = ${ctx.storeId} and n.request_key = 'retry:' || r.id) is null
      order by r.created_at desc limit 100
    ), pending as (
      select r.* from refunds r where r.store_id = ${ctx.storeId} and r.state = 'pending' and r.merchant_note is not null
      order by r.created_at desc limit 100
    )
    select r.id, r.state, r.amount, r.currency, r.returned_at is not null as "isReturned", r.merchant_note as "merchantNote",
      c.provider, c.title as "methodTitle", (select jsonb_build_object('id', o.id, 'number', o.number) from orders o where o.store_id = ${ctx.storeId} and o.checkout_id = (
        select a.reference_id::uuid from payment_attempts a
        where a.store_id = ${ctx.storeId} and a.id = p.attempt_id and a.purpose = 'checkout')) as order,
      r.updated_at as since
    from (select * from failed union all select * from pending) r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id
    join payment_accounts c on c.store_id = p.store_id and c.id = p.account_id
    order by r.created_at desc limit 100`);
  return rows.map(({ state, provider, ...row }) => ({
    ...row,
    kind: state === "failed" ? state : isByHand(provider) ? "by-hand" : "noted",
  }));
}

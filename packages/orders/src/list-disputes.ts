import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import type { DisputeState } from "@hutong/payments";

/** A customer's objection to a payment, as staff see it. Amounts in minor units of `currency`. */
export interface StaffDispute {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: LocalizedText;
  readonly state: DisputeState;
  /** Until when the merchant may answer; null where nothing is to be answered. */
  readonly answerBy: Date | null;
  /** The provider's page where it is answered. */
  readonly answerAt: string | null;
  /** What it holds or has taken for good. */
  readonly taken: number;
  /** Whether it moved money at all, though it may have come back. */
  readonly hasMoved: boolean;
  readonly methodTitle: LocalizedText;
  /** Null for money that no order knows. */
  readonly order: { readonly id: string; readonly number: number } | null;
  readonly openedAt: Date;
}

const most = 100;

/** Disputes of an order, or else of the store: those to answer first, by when they are due, then the newest. */
export async function listDisputes(
  ctx: StoreContext,
  input: { orderId?: string } = {},
): Promise<StaffDispute[]> {
  authorize(ctx, "orders.listDisputes");
  const ofOrder = input.orderId
    ? fragment`and p.attempt_id in (select t.id from payment_attempts t where t.store_id = ${ctx.storeId} and t.purpose = 'checkout'
        and t.reference_id = (select checkout_id::text from orders where store_id = ${ctx.storeId} and id = ${input.orderId}))`
    : nothing;
  const [rows] = await ctx.read(sql<StaffDispute>`
    select d.id, d.amount, d.currency, d.reason, d.state, d.answer_by as "answerBy", d.answer_at as "answerAt", c.title as "methodTitle",
      (select coalesce(sum(m.taken), 0)::bigint from dispute_movements m where m.store_id = d.store_id and m.dispute_id = d.id) as taken,
      exists (select 1 from dispute_movements m where m.store_id = d.store_id and m.dispute_id = d.id) as "hasMoved",
      (select jsonb_build_object('id', o.id, 'number', o.number) from orders o where o.store_id = ${ctx.storeId} and o.checkout_id = (
        select a.reference_id::uuid from payment_attempts a
        where a.store_id = ${ctx.storeId} and a.id = p.attempt_id and a.purpose = 'checkout')) as order, d.opened_at as "openedAt"
    from disputes d
    join payments p on p.store_id = d.store_id and p.id = d.payment_id
    join payment_accounts c on c.store_id = d.store_id and c.id = d.account_id
    where d.store_id = ${ctx.storeId} ${ofOrder}
    order by d.state not in ('inquiry', 'needs-answer'), case when d.state in ('inquiry', 'needs-answer') then d.answer_by end nulls last,
      d.opened_at desc, d.id limit ${most}::int`);
  return rows;
}

import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { AppError, isId, type LocalizedText } from "@hutong/kernel";
import { type AttemptStory, isByHand, listAttempts } from "@hutong/payments";
import { listDisputes, type StaffDispute } from "./list-disputes.ts";

/** Money of an order that goes back, or went. Amounts in minor units of `currency`. */
export interface StaffRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  /** "requested", "cancelled", "surplus", "parked", "outside". */
  readonly reason: string;
  /** What staff wrote when they asked for it. */
  readonly note: string;
  readonly state: "pending" | "succeeded" | "failed";
  /** What the merchant has to know or do, in the provider's words. */
  readonly merchantNote: LocalizedText | null;
  /** Whether staff give the money back themselves and say so here. */
  readonly isByHand: boolean;
  /** Whether a failed one was asked for once more. */
  readonly isRetried: boolean;
  /** Whether its money went out and came back: it failed after it looked fine. */
  readonly isReturned: boolean;
  /** Whether staff have dealt with a failed one outside. */
  readonly isClosed: boolean;
  readonly methodTitle: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface OrderPayments {
  readonly attempts: readonly AttemptStory[];
  readonly refunds: readonly StaffRefund[];
  readonly disputes: readonly StaffDispute[];
  /** What can still be given back, in minor units of the order's currency. */
  readonly refundable: number;
}

type RefundRow = Omit<StaffRefund, "isByHand"> & { provider: string };

/** How an order was paid, try by try, and what goes back of it. Throws `order_not_found`. */
export async function getOrderPayments(ctx: StoreContext, input: { id: string }): Promise<OrderPayments> {
  authorize(ctx, "orders.getOrderPayments");
  if (!isId(input.id)) throw new AppError("not_found", "order_not_found");
  // A reference in a subselect of its own finds its index under row security; joined by a cast it would not.
  const attempts = fragment`t.store_id = ${ctx.storeId} and t.purpose = 'checkout' and t.reference_id = (
        select checkout_id::text from orders where store_id = ${ctx.storeId} and id = ${input.id})`;
  const [[order], rows, [left]] = await ctx.read(
    sql<{
      checkout_id: string;
    }>`select checkout_id from orders where store_id = ${ctx.storeId} and id = ${input.id}`,
    sql<RefundRow>`
      select r.id, r.payment_id as "paymentId", r.amount, r.currency, r.reason, r.note, r.state, r.merchant_note as "merchantNote",
        a.provider, a.title as "methodTitle", r.created_at as "createdAt", r.updated_at as "updatedAt",
        exists (select 1 from refunds n where n.store_id = r.store_id and n.request_key = 'retry:' || r.id) as "isRetried",
        r.returned_at is not null as "isReturned", r.closed_at is not null as "isClosed"
      from payment_attempts t
      join payments p on p.store_id = t.store_id and p.attempt_id = t.id
      join refunds r on r.store_id = p.store_id and r.payment_id = p.id
      join payment_accounts a on a.store_id = p.store_id and a.id = p.account_id
      where ${attempts} order by r.created_at desc, r.id desc`,
    sql<{ refundable: number }>`
      select coalesce(sum(greatest(0, p.amount - p.refunded - p.disputed - coalesce((select sum(r.amount) from refunds r where r.store_id = p.store_id
          and r.payment_id = p.id and r.state = 'pending'), 0))), 0)::bigint as refundable
      from payment_attempts t
      join payments p on p.store_id = t.store_id and p.attempt_id = t.id and p.use = 'applied'
      where ${attempts}`,
  );
  if (!order) throw new AppError("not_found", "order_not_found");
  const [attempted, disputes] = await Promise.all([
    listAttempts(ctx, { purpose: "checkout", referenceId: order.checkout_id }),
    listDisputes(ctx, { orderId: input.id }),
  ]);
  return {
    attempts: attempted,
    disputes,
    refunds: rows.map(({ provider, ...row }) => ({
      ...row,
      isByHand: isByHand(provider),
    })),
    refundable: left?.refundable ?? 0,
  };
}

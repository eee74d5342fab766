import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId, money } from "@hutong/kernel";
import { type OrderStates, whyNot } from "@hutong/orders";
import { isByHand } from "@hutong/payments";
import { settle } from "./settle.ts";

type Row = OrderStates & {
  attempt_id: string;
  account_id: string;
  provider: string;
  due: number;
  currency: string;
};

/**
 * Staff saw the money of an order that is paid by hand: it becomes a payment fact like any other. Pressed twice it is
 * one payment. Throws `order_not_found`, `payment_not_by_hand` or the reason that the transitions name.
 */
export async function markOrderPaid(ctx: StoreContext, input: { orderId: string }): Promise<void> {
  authorize(ctx, "checkout.markOrderPaid");
  if (!isId(input.orderId)) throw new AppError("not_found", "order_not_found");
  const [[row]] = await ctx.read(sql<Row>`
    select o.state, o.payment_state as "paymentState", o.fulfilment_state as "fulfilmentState", o.total - o.tendered as due, o.currency,
      t.id as attempt_id, t.account_id, t.provider
    from orders o
    join checkouts k on k.store_id = o.store_id and k.id = o.checkout_id
    join payment_attempts t on t.store_id = o.store_id and t.id = k.attempt_id
    where o.store_id = ${ctx.storeId} and o.id = ${input.orderId}`);
  if (!row) throw new AppError("not_found", "order_not_found");
  const reason = whyNot(row, "markPaid");
  if (reason) throw new AppError("conflict", reason);
  if (!isByHand(row.provider)) throw new AppError("conflict", "payment_not_by_hand");
  await settle(ctx, {
    attemptId: row.attempt_id,
    accountId: row.account_id,
    source: "staff",
    outcome: {
      kind: "paid",
      payments: [{ id: `staff-${row.attempt_id}`, amount: money(row.due, row.currency) }],
    },
  });
}

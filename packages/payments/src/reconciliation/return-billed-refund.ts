import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { PaymentUse } from "../capture.ts";
import { returnRefund } from "../return-refund.ts";
import type { HealableDifference } from "./heal-rows.ts";

type Row = {
  id: string;
  payment_id: string;
  amount: number;
  currency: string;
  use: PaymentUse;
  state: string;
};

// Whether a bill that counts shows that the money of a refund went out; where, it says.
async function daysOut(tx: WriteContext, accountId: string, one: HealableDifference): Promise<string[]> {
  const rows = await tx.run(sql<{ day: string }>`
    select distinct l.day from bill_lines l
    join bills b on b.store_id = l.store_id and b.account_id = l.account_id and b.day = l.day and b.reading = l.reading
    where l.store_id = ${tx.storeId} and l.account_id = ${accountId} and l.provider_payment_id = ${one.providerPaymentId}
      and l.movement = ${`refund:${one.providerRefundId ?? ""} of ${one.providerPaymentId}`}`);
  return rows.map(({ day }) => day);
}

/**
 * Takes back a refund whose money a bill shows coming back; for one that never counted as made, the bill must show it going
 * out as well. Answers the days whose sums that changes, or why nothing was done.
 */
export async function returnBilledRefund(
  ctx: StoreContext,
  accountId: string,
  one: HealableDifference,
): Promise<readonly string[] | "refund_unknown" | "refund_not_out"> {
  authorize(ctx, "payments.reconcileBill");
  return await ctx.write(async (tx) => {
    const [row] = await tx.run(sql<Row>`
      select r.id, r.payment_id, r.amount, r.currency, p.use, r.state from refunds r
      join payments p on p.store_id = r.store_id and p.id = r.payment_id
      where r.store_id = ${tx.storeId} and p.account_id = ${accountId} and p.provider_payment_id = ${one.providerPaymentId}
        and (r.provider_refund_id = ${one.providerRefundId} or r.request_key = ${one.requestKey})
      order by (r.provider_refund_id = ${one.providerRefundId}) desc nulls last limit 1`);
    if (!row || row.amount !== -one.amount || row.currency !== one.currency) return "refund_unknown";
    const days = await daysOut(tx, accountId, one);
    if (days.length === 0 && row.state !== "succeeded") return "refund_not_out";
    await returnRefund(tx, { ...row, accountId, paymentId: row.payment_id }, { isBilled: true });
    // What the day of its way out said of it is explained by this.
    tx.send(sql`update bill_differences set state = 'healed', outcome = 'agrees_now', ended_at = app_now()
      where store_id = ${tx.storeId} and account_id = ${accountId} and day = any(${list(days)}::text[]) and refund_id = ${row.id}
        and kind in ('refund_failed', 'refund_unsettled') and state = 'open'`);
    return [...days, one.day];
  });
}

import { authorize, type StoreContext, sql } from "@hutong/db";
import type { HealableKind } from "./difference-kinds.ts";

/** An open difference that the rules heal. */
export interface HealableDifference {
  readonly id: string;
  readonly day: string;
  readonly kind: HealableKind;
  readonly attemptId: string | null;
  readonly refundId: string | null;
  readonly providerPaymentId: string;
  readonly providerRefundId: string | null;
  readonly requestKey: string | null;
  readonly providerDisputeId: string | null;
  readonly providerMovementId: string | null;
  readonly amount: number;
  readonly currency: string;
}

const batch = 200;

/** Open differences of an account that the rules heal, of one kind, after a given one; of all its days. */
export async function listHealable(
  ctx: StoreContext,
  input: { accountId: string; kind: HealableKind; after: string },
): Promise<HealableDifference[]> {
  authorize(ctx, "payments.reconcileBill");
  const [rows] = await ctx.read(sql<HealableDifference>`
    select d.id, d.day, d.kind, d.attempt_id as "attemptId", d.refund_id as "refundId", l.provider_payment_id as "providerPaymentId",
      l.provider_refund_id as "providerRefundId", l.request_key as "requestKey",
      l.provider_dispute_id as "providerDisputeId", l.provider_movement_id as "providerMovementId", l.amount, l.currency
    from bill_differences d
    join bills b on b.store_id = d.store_id and b.account_id = d.account_id and b.day = d.day
    join lateral (select l.* from bill_lines l where l.store_id = d.store_id and l.account_id = d.account_id and l.day = d.day
        and l.reading = b.reading and l.line = d.line) l on true
    where d.store_id = ${ctx.storeId} and d.account_id = ${input.accountId} and d.state = 'open' and d.kind = ${input.kind}
      and d.id > ${input.after} order by d.id limit ${batch}::int`);
  return rows;
}

/** Records what became of an open difference: healed, or why it waits for a person. */
export async function recordHealing(
  ctx: StoreContext,
  input: { id: string; isHealed: boolean; outcome: string; orderId?: string | null },
): Promise<void> {
  authorize(ctx, "payments.reconcileBill");
  await ctx.write(async (tx) => {
    tx.send(sql`
      update bill_differences set outcome = ${input.outcome}, order_id = ${input.orderId ?? null},
        state = ${input.isHealed ? "healed" : "open"}, ended_at = case when ${input.isHealed} then app_now() end
      where store_id = ${tx.storeId} and id = ${input.id} and state = 'open'`);
  });
}

import { type StoreContext, sql, type WriteContext } from "@hutong/db";
import { releaseStock } from "@hutong/inventory";
import { loseAuthorization } from "@hutong/orders";
import type { Authorization } from "@hutong/payment-providers";
import { addStep, authorizationState, authorizeCtes, endAuthorization } from "@hutong/payments";
import { releaseDiscounts } from "./discounts/hold-discounts.ts";
import {
  GoodsGone,
  isForThis,
  lockAttempt,
  mismatch,
  type PaymentFacts,
  placeFor,
  type Settled,
  type SettleRow,
} from "./settle-rows.ts";

// Reserved for another sum, for a checkout that has its order, for something that is gone: it goes back, untaken.
function letGo(tx: WriteContext, row: SettleRow, authorization: Authorization): Settled {
  const { attempt_id: attemptId, account_id: accountId, source } = row;
  tx.last(authorizeCtes(tx, { attemptId, accountId, authorization, state: "voiding", source }));
  tx.emit({ kind: "payment.void_requested", subject: ["payment-attempt", attemptId] });
  tx.enqueue("authorization", { attemptId });
  return { kind: "refunded", orderId: row.order_id };
}

async function settleReserved(
  tx: WriteContext,
  facts: PaymentFacts,
  authorization: Authorization,
  areGoodsGone: boolean,
): Promise<Settled> {
  const row = await lockAttempt(tx, facts);
  const { attempt_id: attemptId, account_id: accountId, source } = row;
  if (row.attempt_state === "paid" || (await authorizationState(tx, attemptId)))
    return { kind: "known", orderId: row.order_id };
  const isWanted = !(mismatch(row, authorization.amount) || row.order_id || areGoodsGone) && isForThis(row);
  if (!isWanted) return letGo(tx, row, authorization);
  tx.emit({ kind: "payment.authorized", subject: ["payment-attempt", attemptId] });
  return await placeFor(tx, row, {
    paid: 0,
    isAuthorized: true,
    money: authorizeCtes(tx, { attemptId, accountId, authorization, state: "held", source }),
  });
}

/**
 * Money was reserved and not taken: the order is placed, and says so. What fits no order (another sum, a second reservation,
 * sold out meanwhile) is let go.
 */
export async function settleAuthorized(
  ctx: StoreContext,
  facts: PaymentFacts,
  authorization: Authorization,
): Promise<Settled> {
  try {
    return await ctx.write((tx) => settleReserved(tx, facts, authorization, false), "early");
  } catch (error) {
    if (!(error instanceof GoodsGone)) throw error;
    return await ctx.write((tx) => settleReserved(tx, facts, authorization, true), "early");
  }
}

/** Money is reserved no more, whoever let it go: its order, should there be one that waits for it, is unpaid. */
export async function settleVoided(tx: WriteContext, row: SettleRow): Promise<Settled> {
  tx.send(sql`update payment_attempts set state = 'cancelled', query_at = null, updated_at = app_now(),
      ${addStep({ kind: "voided", source: row.source })}
    where store_id = ${tx.storeId} and id = ${row.attempt_id}`);
  const isOrders = row.order_id !== null && row.current_attempt === row.attempt_id;
  if (isOrders) loseAuthorization(tx, { orderId: row.order_id! });
  endAuthorization(tx, { attemptId: row.attempt_id, state: "voided" });
  tx.emit({ kind: "payment.voided", subject: ["payment-attempt", row.attempt_id] });
  if (row.state === "awaiting_payment" && row.current_attempt === row.attempt_id) {
    tx.send(sql`update checkouts set state = 'open' where store_id = ${tx.storeId} and id = ${row.id}`);
    await releaseStock(tx, { checkoutId: row.id });
    await releaseDiscounts(tx, row.id);
  }
  return { kind: "declined", orderId: row.order_id };
}

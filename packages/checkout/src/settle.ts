import { type StoreContext, sql, type WriteContext } from "@hutong/db";
import { releaseStock } from "@hutong/inventory";
import { applyPayment } from "@hutong/orders";
import type { Outcome, ProviderPayment } from "@hutong/payment-providers";
import {
  addStep,
  type Capture,
  captureCtes,
  endAuthorization,
  isChangedAttempt,
  isKnownPayment,
} from "@hutong/payments";
import { releaseDiscounts } from "./discounts/hold-discounts.ts";
import { at } from "./points.ts";
import { recordHappening } from "./record-happening.ts";
import { settleAuthorized, settleVoided } from "./settle-authorized.ts";
import {
  GoodsGone,
  isForThis,
  lockAttempt,
  mismatch,
  type PaymentFacts,
  placeFor,
  type Settled,
  type SettleRow,
  unchangedAttempt,
  type Written,
} from "./settle-rows.ts";

import { hasTenders, releaseCards } from "./tenders/hold-tenders.ts";

export type { PaymentFacts, Settled } from "./settle-rows.ts";

function captureOf(
  row: SettleRow,
  payment: ProviderPayment,
  rest: Pick<Capture, "use" | "whenKnown" | "caseKind">,
): Capture {
  return {
    attemptId: row.attempt_id,
    accountId: row.account_id,
    providerPaymentId: payment.id,
    amount: payment.amount,
    source: row.source,
    ...rest,
  };
}

function emitCaptured(tx: WriteContext, row: SettleRow, paymentId: string, use: Capture["use"]): void {
  tx.emit({
    kind: "payment.captured",
    subject: ["payment", paymentId],
    data: { use, attemptId: row.attempt_id },
  });
}

/** Writes money that makes no order; false when it was known already. */
async function capture(
  tx: WriteContext,
  row: SettleRow,
  payment: ProviderPayment,
  use: Capture["use"],
  caseKind?: string,
): Promise<boolean> {
  const { ctes, paymentId, refundId } = captureCtes(
    tx,
    captureOf(row, payment, { use, whenKnown: "skip", ...(caseKind ? { caseKind } : {}) }),
  );
  const rows = await tx.run(sql`with ${ctes} select id from new_payment`);
  if (rows.length === 0) return false;
  emitCaptured(tx, row, paymentId, use);
  if (refundId) {
    tx.emit({ kind: "refund.requested", subject: ["refund", refundId] });
    tx.enqueue("refund", { refundId });
    tx.enqueue("payment-refunded", { checkoutId: row.id, paymentId });
  }
  return true;
}

// Of reserved money a part may be taken.
function faultOf(row: SettleRow, { amount }: ProviderPayment): string | null {
  const isPart = row.attempt_state === "authorized" && amount.amount < row.amount;
  return isPart ? mismatch(row, { ...amount, amount: row.amount }) : mismatch(row, amount);
}

async function giveBack(tx: WriteContext, row: SettleRow, payment: ProviderPayment): Promise<Settled> {
  const isNew = await capture(tx, row, payment, "surplus");
  return { kind: isNew ? "refunded" : "known", orderId: row.order_id };
}

// The order that was written at submit, or when the money was reserved, waits for exactly this money.
async function payOrder(tx: WriteContext, row: SettleRow, payment: ProviderPayment): Promise<Settled> {
  const isApplied =
    row.attempt_id === row.current_attempt &&
    (await applyPayment(tx, { orderId: row.order_id!, amount: payment.amount.amount }));
  if (!isApplied) return await giveBack(tx, row, payment);
  await capture(tx, row, payment, "applied");
  return { kind: "placed", orderId: row.order_id };
}

async function place(
  tx: WriteContext,
  row: SettleRow,
  payment: ProviderPayment,
  isUnlocked = false,
): Promise<Settled> {
  const { ctes, paymentId } = captureCtes(tx, {
    ...captureOf(row, payment, { use: "applied", whenKnown: "refuse" }),
    ...(isUnlocked ? { unchanged: unchangedAttempt } : {}),
  });
  emitCaptured(tx, row, paymentId, "applied");
  return await placeFor(tx, row, { paid: payment.amount.amount, money: ctes, isUnlocked });
}

// What was held a moment ago needs no reading: one statement locks it, sees that nobody was there since, and places the order.
// Null where somebody was, or it is not that simple.
async function placeWritten(
  ctx: StoreContext,
  facts: PaymentFacts,
  payment: ProviderPayment,
  written: Written,
): Promise<Settled | null> {
  const row: SettleRow = { ...written, source: facts.source };
  const isPlain =
    row.attempt_id === facts.attemptId && row.account_id === facts.accountId && !hasTenders(row);
  if (!isPlain || mismatch(row, payment.amount)) return null;
  try {
    return await ctx.write((tx) => place(tx, row, payment, true), "early");
  } catch (error) {
    if (isChangedAttempt(error) || isKnownPayment(error)) return null;
    throw error;
  }
}

async function settlePaid(
  tx: WriteContext,
  facts: PaymentFacts,
  payment: ProviderPayment,
  areGoodsGone: boolean,
): Promise<Settled> {
  const row = await lockAttempt(tx, facts);
  const fault = faultOf(row, payment);
  if (fault) {
    const isNew = await capture(tx, row, payment, "parked", fault);
    return { kind: isNew ? "parked" : "known", orderId: row.order_id };
  }
  if (row.attempt_state === "authorized")
    endAuthorization(tx, { attemptId: row.attempt_id, state: "captured" });
  if (row.order_id) return await payOrder(tx, row, payment);
  // The customer went back and changed the order since: this money is for something that no longer exists.
  if (areGoodsGone || !isForThis(row)) return await giveBack(tx, row, payment);
  return await place(tx, row, payment);
}

async function settleDeclined(
  tx: WriteContext,
  facts: PaymentFacts,
  outcome: Extract<Outcome, { kind: "declined" }>,
): Promise<Settled> {
  const row = await lockAttempt(tx, facts);
  if (row.attempt_state === "authorized") return await settleVoided(tx, row);
  if (row.attempt_state !== "pending" && row.attempt_state !== "action_required")
    return { kind: "known", orderId: row.order_id };
  const decline = { customer: outcome.customer, merchant: outcome.merchant };
  tx.send(sql`update payment_attempts set state = 'declined', decline = ${decline}::jsonb, query_at = null, updated_at = app_now(),
      ${addStep({ kind: "declined", source: facts.source })}
    where store_id = ${tx.storeId} and id = ${row.attempt_id}`);
  tx.emit({ kind: "payment.declined", subject: ["payment-attempt", row.attempt_id] });
  if (row.state === "awaiting_payment" && row.current_attempt === row.attempt_id) {
    tx.send(sql`update checkouts set state = 'open' where store_id = ${tx.storeId} and id = ${row.id}`);
    await releaseCards(tx, row);
    await releaseStock(tx, { checkoutId: row.id });
    await releaseDiscounts(tx, row.id);
  }
  return { kind: "declined", orderId: row.order_id };
}

async function settleOne(
  ctx: StoreContext,
  facts: PaymentFacts,
  payment: ProviderPayment,
  written: Written | undefined,
): Promise<Settled> {
  const placed = written && (await placeWritten(ctx, facts, payment, written));
  if (placed) return placed;
  try {
    return await ctx.write((tx) => settlePaid(tx, facts, payment, false), "early");
  } catch (error) {
    if (!(error instanceof GoodsGone || isKnownPayment(error))) throw error;
    return await ctx.write((tx) => settlePaid(tx, facts, payment, true), "early");
  }
}

/**
 * From payment fact to order, for every door: answer, browser's return, notice, query, bill and staff. May run any number
 * of times with the same facts. Amount, currency, account and attempt are compared before anything is believed; a
 * payment that fits no more (a second one, too late and sold out, another sum) is given back or waits for a person.
 * `written`: what the caller has just held, which spares reading it. Throws `attempt_not_found`.
 */
export async function settle(ctx: StoreContext, facts: PaymentFacts, written?: Written): Promise<Settled> {
  const { outcome } = facts;
  if (outcome.kind === "declined") return await ctx.write((tx) => settleDeclined(tx, facts, outcome));
  if (outcome.kind === "authorized") {
    const settled = await settleAuthorized(ctx, facts, outcome.authorization);
    await at("settle.after_commit");
    return settled;
  }
  if (outcome.kind !== "paid") {
    if (facts.happening) await recordHappening(ctx, facts, facts.happening);
    return { kind: "waiting", orderId: null };
  }
  let settled: Settled = { kind: "waiting", orderId: null };
  for (const payment of outcome.payments) {
    const one = await settleOne(ctx, facts, payment, written);
    await at("settle.after_commit");
    if (settled.orderId === null || one.kind === "placed") settled = one;
  }
  return settled;
}

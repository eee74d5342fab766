import { fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { releaseStock, sellReserved, takeStock } from "@hutong/inventory";
import { AppError, type Id } from "@hutong/kernel";
import { applyPayment, type FrozenQuote, placeOrder } from "@hutong/orders";
import type { Happening, Outcome, ProviderPayment } from "@hutong/payment-providers";
import { addStep, type Capture, captureCtes, isKnownPayment } from "@hutong/payments";
import { completedCheckout } from "./completed-checkout.ts";
import { at } from "./points.ts";
import { recordHappening } from "./record-happening.ts";

/** What a door has to say about an attempt; `source` tells which door. */
export interface PaymentFacts {
  readonly attemptId: string;
  /** The account that the facts came through: another's attempt is none of its business. */
  readonly accountId: string;
  readonly outcome: Outcome;
  readonly happening?: Happening;
  readonly source: "answer" | "return" | "notice" | "query" | "bill" | "staff";
}

export interface Settled {
  readonly kind: "waiting" | "placed" | "declined" | "refunded" | "parked" | "known";
  readonly orderId: Id<"order"> | null;
}

interface SettleRow {
  readonly attempt_id: Id<"payment-attempt">;
  readonly account_id: string;
  readonly attempt_state: string;
  readonly amount: number;
  readonly currency: string;
  readonly id: Id<"checkout">;
  readonly cart_id: string;
  readonly state: "open" | "awaiting_payment" | "completed" | "expired";
  readonly current_attempt: string | null;
  readonly order_id: Id<"order"> | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: { name: string } & Record<string, string>;
  readonly note: string;
  readonly locale: string;
  readonly market_id: string;
  readonly quote: FrozenQuote;
  readonly is_test: boolean;
  /** Which door the facts came through. */
  readonly source: PaymentFacts["source"];
}

// The checkout's lock comes first (architecture: lock order); every door of a payment takes turns on it.
async function lock(tx: WriteContext, facts: PaymentFacts): Promise<SettleRow> {
  const [row] = await tx.run(sql<Omit<SettleRow, "source">>`
    select t.id as attempt_id, t.account_id, t.state as attempt_state, t.amount, t.currency, k.id, k.cart_id, k.state,
      k.attempt_id as current_attempt, k.order_id, k.email, k.phone, k.address, k.note, k.locale, k.market_id, k.quote, s.is_test
    from payment_attempts t
    join checkouts k on k.store_id = ${tx.storeId} and k.id = (
      select reference_id::uuid from payment_attempts where store_id = ${tx.storeId} and id = ${facts.attemptId})
    join stores s on s.store_id = t.store_id
    where t.store_id = ${tx.storeId} and t.id = ${facts.attemptId} and t.account_id = ${facts.accountId}
    for update of k, t`);
  if (!row) throw new AppError("not_found", "attempt_not_found");
  return { ...row, source: facts.source };
}

/** Thrown to roll back when goods are gone by the time the money comes. */
class GoodsGone extends Error {}

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

function mismatch(row: SettleRow, payment: ProviderPayment): string | null {
  if (payment.amount.currency !== row.currency) return "currency_mismatch";
  return payment.amount.amount === row.amount ? null : "amount_mismatch";
}

async function giveBack(tx: WriteContext, row: SettleRow, payment: ProviderPayment): Promise<Settled> {
  const isNew = await capture(tx, row, payment, "surplus");
  return { kind: isNew ? "refunded" : "known", orderId: row.order_id };
}

// The order that was written at submit waits for exactly this money.
async function payOrder(tx: WriteContext, row: SettleRow, payment: ProviderPayment): Promise<Settled> {
  const isApplied =
    row.attempt_id === row.current_attempt &&
    (await applyPayment(tx, { orderId: row.order_id!, amount: payment.amount.amount }));
  if (!isApplied) return await giveBack(tx, row, payment);
  await capture(tx, row, payment, "applied");
  return { kind: "placed", orderId: row.order_id };
}

async function place(tx: WriteContext, row: SettleRow, payment: ProviderPayment): Promise<Settled> {
  const isHeld = row.state === "awaiting_payment";
  if (!isHeld) {
    const wanted = row.quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
    const taking = await takeStock(tx, { checkoutId: row.id, wanted, into: "committed", holdSeconds: 0 });
    if (!taking.ok) throw new GoodsGone();
  }
  // Money, sale and order are one statement: a payment that was known already refuses them all.
  const { ctes, paymentId } = captureCtes(
    tx,
    captureOf(row, payment, { use: "applied", whenKnown: "refuse" }),
  );
  emitCaptured(tx, row, paymentId, "applied");
  if (isHeld) sellReserved(tx, row.id);
  const { orderId } = placeOrder(
    tx,
    {
      ...row,
      checkoutId: row.id,
      marketId: row.market_id,
      isTest: row.is_test,
      accountId: row.account_id,
      paid: payment.amount.amount,
    },
    fragment`, ${ctes}, ${completedCheckout(tx, row, row.attempt_id)}`,
  );
  if (row.current_attempt && row.current_attempt !== row.attempt_id)
    tx.enqueue("close-attempt", { attemptId: row.current_attempt });
  await at("settle.before_commit");
  return { kind: "placed", orderId };
}

async function settlePaid(
  tx: WriteContext,
  facts: PaymentFacts,
  payment: ProviderPayment,
  areGoodsGone: boolean,
): Promise<Settled> {
  const row = await lock(tx, facts);
  const fault = mismatch(row, payment);
  if (fault) {
    const isNew = await capture(tx, row, payment, "parked", fault);
    return { kind: isNew ? "parked" : "known", orderId: row.order_id };
  }
  if (row.order_id) return await payOrder(tx, row, payment);
  // The customer went back and changed the order since: this money is for something that no longer exists.
  const isForThis = row.quote.answer.total === row.amount && row.quote.input.currency === row.currency;
  if (areGoodsGone || !isForThis) return await giveBack(tx, row, payment);
  return await place(tx, row, payment);
}

async function settleDeclined(
  tx: WriteContext,
  facts: PaymentFacts,
  outcome: Extract<Outcome, { kind: "declined" }>,
): Promise<Settled> {
  const row = await lock(tx, facts);
  if (row.attempt_state !== "pending" && row.attempt_state !== "action_required")
    return { kind: "known", orderId: row.order_id };
  const decline = { customer: outcome.customer, merchant: outcome.merchant };
  tx.send(sql`update payment_attempts set state = 'declined', decline = ${decline}::jsonb, query_at = null, updated_at = app_now(),
      ${addStep({ kind: "declined", source: facts.source })}
    where store_id = ${tx.storeId} and id = ${row.attempt_id}`);
  tx.emit({ kind: "payment.declined", subject: ["payment-attempt", row.attempt_id] });
  if (row.state === "awaiting_payment" && row.current_attempt === row.attempt_id) {
    tx.send(sql`update checkouts set state = 'open' where store_id = ${tx.storeId} and id = ${row.id}`);
    await releaseStock(tx, { checkoutId: row.id });
  }
  return { kind: "declined", orderId: row.order_id };
}

async function settleOne(ctx: StoreContext, facts: PaymentFacts, payment: ProviderPayment): Promise<Settled> {
  try {
    return await ctx.write((tx) => settlePaid(tx, facts, payment, false));
  } catch (error) {
    if (!(error instanceof GoodsGone || isKnownPayment(error))) throw error;
    return await ctx.write((tx) => settlePaid(tx, facts, payment, true));
  }
}

/**
 * From payment fact to order, for every door: answer, browser's return, notice, query, bill and staff. May run any number
 * of times with the same facts. Amount, currency, account and attempt are compared before anything is believed; a
 * payment that fits no more (a second one, too late and sold out, another sum) is given back or waits for a person.
 * Throws `attempt_not_found`.
 */
export async function settle(ctx: StoreContext, facts: PaymentFacts): Promise<Settled> {
  const { outcome } = facts;
  if (outcome.kind === "declined") return await ctx.write((tx) => settleDeclined(tx, facts, outcome));
  if (outcome.kind !== "paid") {
    if (facts.happening) await recordHappening(ctx, facts, facts.happening);
    return { kind: "waiting", orderId: null };
  }
  let settled: Settled = { kind: "waiting", orderId: null };
  for (const payment of outcome.payments) {
    const one = await settleOne(ctx, facts, payment);
    await at("settle.after_commit");
    if (settled.orderId === null || one.kind === "placed") settled = one;
  }
  return settled;
}

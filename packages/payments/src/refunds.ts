import { authorize, fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isId, type LocalizedText, money, newId } from "@hutong/kernel";
import { ledgerSource } from "@hutong/ledger";
import type { RefundFact, RefundOutcome } from "@hutong/payment-providers";
import { openAccount } from "./accounts.ts";
import type { PaymentUse } from "./capture.ts";
import { type AccountRow, isByHand } from "./credentials.ts";
import { refundRows } from "./refund-ledger.ts";
import { returnRefund } from "./return-refund.ts";
import { shareDue } from "./shares/share-due.ts";

type RefundRow = {
  id: Id<"refund">;
  payment_id: string;
  request_key: string;
  reason: string;
  amount: number;
  currency: string;
  state: "pending" | "succeeded" | "failed";
  use: PaymentUse;
  attempt_id: string;
  provider_payment_id: string;
  paid: number;
  account: AccountRow;
};

/** The provider has taken a refund and not ended it; says what the merchant can do about it, where it does. */
export class RefundPending extends Error {
  constructor(why = "the provider has not ended it yet") {
    super(`refund pending: ${why}`);
    this.name = "RefundPending";
  }
}

async function loadRefund(ctx: StoreContext, refundId: string): Promise<RefundRow> {
  const [[row]] = await ctx.read(sql<RefundRow>`
    select r.id, r.payment_id, r.request_key, r.reason, r.amount, r.currency, r.state, p.use, p.attempt_id, p.provider_payment_id, p.amount as paid,
      jsonb_build_object('id', a.id, 'provider', a.provider, 'title', a.title, 'credentials', a.credentials) as account
    from refunds r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id
    join payment_accounts a on a.store_id = p.store_id and a.id = p.account_id
    where r.store_id = ${ctx.storeId} and r.id = ${refundId}`);
  if (!row) throw new AppError("not_found", "refund_not_found");
  return row;
}

/**
 * Asks for money to be given back, in a transaction that decides why. Never more than was captured: the payment's
 * row says how much is left (CHECK `payments_refunded`). Throws `refund_too_large`, or `payment_disputed` where a dispute has the
 * money.
 */
export async function requestRefund(
  tx: WriteContext,
  input: {
    paymentId: string;
    amount: number;
    currency: string;
    requestKey: string;
    reason: string;
    /** What staff wrote for themselves. */
    note?: string;
  },
): Promise<{ refundId: Id<"refund"> }> {
  const id = newId<"refund">();
  // Two refunds of one payment take turns, each seeing what the other asked for.
  const [payment] = await tx.run(sql<{ disputed: number }>`
    select disputed from payments where store_id = ${tx.storeId} and id = ${input.paymentId} for update`);
  const [row] = await tx.run(sql<{ id: string }>`
    insert into refunds (store_id, id, payment_id, request_key, amount, currency, reason, note, state, created_at, updated_at)
    select ${tx.storeId}::uuid, ${id}::uuid, p.id, ${input.requestKey}, ${input.amount}::bigint, p.currency, ${input.reason},
      ${input.note ?? ""}, 'pending', app_now(), app_now()
    from payments p
    where p.store_id = ${tx.storeId} and p.id = ${input.paymentId} and p.currency = ${input.currency}
      and p.amount - p.refunded - p.disputed - (select coalesce(sum(r.amount), 0) from refunds r
        where r.store_id = p.store_id and r.payment_id = p.id and r.state = 'pending') >= ${input.amount}::bigint
    returning id`);
  if (!row)
    throw new AppError(
      "precondition",
      payment && payment.disputed > 0 ? "payment_disputed" : "refund_too_large",
    );
  tx.emit({ kind: "refund.requested", subject: ["refund", id] });
  tx.enqueue("refund", { refundId: id });
  return { refundId: id };
}

/**
 * Makes a refund at the provider and records how it ended; safe to run any number of times, since the provider
 * makes one refund for a key and the row changes once. Throws `RefundPending` or what the call failed with when it is
 * not known yet how it ends, so that the queue tries again, later each time. Where the provider cannot be asked, as with
 * money that staff give back by hand, `pending` is the answer.
 */
export async function makeRefund(ctx: StoreContext, input: { refundId: string }): Promise<RefundOutcome> {
  authorize(ctx, "payments.makeRefund");
  const refund = await loadRefund(ctx, input.refundId);
  if (refund.state === "succeeded") return { kind: "succeeded", refundId: "" };
  if (refund.state === "failed") return { kind: "failed", merchant: {} };
  const { connected, provider } = await openAccount(ctx, refund.account);
  const outcome = await connected.refund({
    requestKey: refund.request_key,
    attemptId: refund.attempt_id,
    paymentId: refund.provider_payment_id,
    amount: money(refund.amount, refund.currency),
    paid: money(refund.paid, refund.currency),
  });
  if (outcome.kind === "pending") {
    if (outcome.merchant) await noteForMerchant(ctx, refund.id, outcome.merchant);
    if (provider.capabilities.includes("refund-query")) throw new RefundPending(outcome.merchant?.en);
    return outcome;
  }
  await ctx.write((tx) => settleRefund(tx, refund, outcome));
  return outcome;
}

/**
 * Records what a provider's notice says of a refund. One that we did not ask for, as when a merchant gives money back on
 * the provider's own pages, is noted as an event; the ledger does not know of it. Answers false for one of another sum than
 * was asked for: it is noted too, and not believed.
 */
export async function recordRefundFact(
  ctx: StoreContext,
  fact: RefundFact & { readonly accountId: string },
): Promise<boolean> {
  authorize(ctx, "payments.makeRefund");
  const { attemptId, accountId, requestKey, amount, outcome } = fact;
  if (outcome.kind === "pending") return true;
  const [[known]] = await ctx.read(sql<{ id: string }>`
    select r.id from refunds r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id and p.attempt_id = ${attemptId} and p.account_id = ${accountId}
    where r.store_id = ${ctx.storeId} and r.request_key = ${requestKey}`);
  if (known) {
    const refund = await loadRefund(ctx, known.id);
    const isThis = !amount || (amount.amount === refund.amount && amount.currency === refund.currency);
    await ctx.write(async (tx) => {
      if (isThis) return await settleRefund(tx, refund, outcome);
      tx.emit({
        kind: "refund.misfit",
        subject: ["refund", refund.id],
        data: { ...amount, outcome: outcome.kind },
      });
    });
    return isThis;
  }
  await ctx.write(async (tx) => {
    tx.emit({
      kind: "refund.unknown",
      subject: ["payment-attempt", attemptId],
      data: { accountId, requestKey, outcome: outcome.kind },
    });
  });
  return true;
}

// What the merchant has to do before the refund can go on: written once, since the queue asks again and again.
async function noteForMerchant(ctx: StoreContext, refundId: string, note: LocalizedText): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`update refunds set merchant_note = ${note}::jsonb, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${refundId} and state = 'pending' and merchant_note is distinct from ${note}::jsonb`);
  });
}

/**
 * Staff gave the money back by hand, as only they can where nobody is called: the refund is done. Pressed twice it is
 * done once. Throws `refund_not_found` or `refund_not_by_hand`.
 */
export async function confirmRefund(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "payments.confirmRefund");
  if (!isId(input.id)) throw new AppError("not_found", "refund_not_found");
  const refund = await loadRefund(ctx, input.id);
  if (!isByHand(refund.account.provider)) throw new AppError("conflict", "refund_not_by_hand");
  await ctx.write((tx) => settleRefund(tx, refund, { kind: "succeeded", refundId: `staff-${refund.id}` }));
}

async function settleRefund(
  tx: WriteContext,
  refund: RefundRow,
  outcome: Exclude<RefundOutcome, { kind: "pending" }>,
): Promise<void> {
  const booked = { ...refund, accountId: refund.account.id, paymentId: refund.payment_id };
  if (outcome.kind === "failed") {
    const failed =
      await tx.run(sql`update refunds set state = 'failed', merchant_note = ${outcome.merchant}::jsonb, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${refund.id} and state = 'pending' returning id`);
    if (failed.length === 0) {
      await returnRefund(tx, booked, { isBilled: false, merchant: outcome.merchant });
      return;
    }
    tx.emit({ kind: "refund.failed", subject: ["refund", refund.id] });
    // Whoever counts what was given back counts anew.
    tx.enqueue("refund-failed", { refundId: refund.id });
    return;
  }
  const rows = refundRows(booked);
  const done = await tx.run(sql<{ id: string; is_shared: boolean }>`
    with done as (
      update refunds set state = 'succeeded', provider_refund_id = ${outcome.refundId}, merchant_note = null, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${refund.id} and state = 'pending' returning id
    ), given as (
      update payments set refunded = refunded + ${refund.amount}::bigint
      where store_id = ${tx.storeId} and id = ${refund.payment_id} and exists (select 1 from done)
    ), new_ledger as (${ledgerSource(tx, rows, fragment`exists (select 1 from done)`)}),
    ${shareDue(tx, refund.payment_id, fragment`exists (select 1 from done)`)}
    select id, exists (select 1 from share_due) as is_shared from done`);
  if (done.length === 0) return;
  if (done[0]!.is_shared) tx.remind("shares", 0);
  tx.emit({ kind: "refund.succeeded", subject: ["refund", refund.id] });
  // Cancelled orders and second payments have letters of their own, which went out before.
  if (refund.reason === "requested") tx.enqueue("refund-made", { refundId: refund.id });
}

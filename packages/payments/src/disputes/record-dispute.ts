import { authorize, fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import { ledgerRows, ledgerSource } from "@hutong/ledger";
import type { Dispute, DisputeFact, DisputeMovement } from "@hutong/payment-providers";
import { addStep } from "../story.ts";
import { isEnded } from "./states.ts";

/** Seconds after which a dispute that has not ended is asked about, though nobody told of it. */
export const askAgainSeconds = 86_400;

type PaymentRow = { id: Id<"payment">; attempt_id: string; currency: string };
type DisputeRow = { id: Id<"dispute">; state: Dispute["state"]; is_older: boolean };

// What holds the payment's row has the dispute to itself: two accounts of it take turns.
async function lockPayment(
  tx: WriteContext,
  accountId: string,
  { attemptId, dispute }: DisputeFact,
): Promise<PaymentRow> {
  const [row] = await tx.run(sql<PaymentRow>`
    select id, attempt_id, currency from payments
    where store_id = ${tx.storeId} and account_id = ${accountId} and provider_payment_id = ${dispute.paymentId} for update`);
  // The money's own notice may still be under way: this one is told again.
  if (!row) throw new AppError("conflict", "payment_unknown");
  if (row.attempt_id !== attemptId || row.currency !== dispute.amount.currency)
    throw new AppError("conflict", "dispute_misfit");
  return row;
}

function writeRow(
  tx: WriteContext,
  id: Id<"dispute">,
  accountId: string,
  payment: PaymentRow,
  dispute: Dispute,
): void {
  const { amount, currency } = dispute.amount;
  tx.send(sql`insert into disputes (store_id, id, account_id, payment_id, provider_dispute_id, amount, currency, reason, state, answer_by,
      answer_at, opened_at, read_at, created_at, updated_at)
    values (${tx.storeId}, ${id}, ${accountId}, ${payment.id}, ${dispute.id}, ${amount}, ${currency}, ${dispute.reason}::jsonb, ${dispute.state},
      ${dispute.answerBy}, ${dispute.answerAt}, ${dispute.openedAt}, ${dispute.readAt}, app_now(), app_now())
    on conflict (store_id, account_id, provider_dispute_id) do update set amount = excluded.amount, reason = excluded.reason,
      state = excluded.state, answer_by = excluded.answer_by, answer_at = excluded.answer_at, read_at = excluded.read_at, updated_at = app_now()`);
}

/** Writes a movement once: its row, its ledger entries, and what is left of the payment. */
async function writeMovement(
  tx: WriteContext,
  disputeId: string,
  accountId: string,
  payment: PaymentRow,
  { id: providerId, taken, fee }: DisputeMovement,
): Promise<void> {
  const id = newId<"dispute-movement">();
  const { amount, currency } = taken;
  if (currency !== payment.currency) throw new AppError("conflict", "dispute_misfit");
  const lines = [
    { account: "disputes", amount },
    { account: `clearing:${accountId}`, amount: -amount },
  ];
  const rows = ledgerRows({ kind: "dispute", currency, reference: ["dispute-movement", id], lines });
  const isNew = fragment`exists (select 1 from new_movement)`;
  const told = addStep({ kind: "dispute-money", amount, currency });
  const made = await tx.run(sql`
    with new_movement as (
      insert into dispute_movements (store_id, id, dispute_id, provider_movement_id, taken, currency, fee, fee_currency, created_at)
      values (${tx.storeId}, ${id}, ${disputeId}, ${providerId}, ${amount}, ${currency}, ${fee.amount}, ${fee.currency}, app_now())
      on conflict (store_id, dispute_id, provider_movement_id) do nothing returning id
    ), new_ledger as (${ledgerSource(tx, rows, isNew)}), held as (
      update payments set disputed = disputed + ${amount}::bigint where store_id = ${tx.storeId} and id = ${payment.id} and ${isNew}
    ), told as (
      update payment_attempts set ${told} where store_id = ${tx.storeId} and id = ${payment.attempt_id} and ${isNew}
    ) select id from new_movement`);
  if (made.length === 0) return;
  const kind = amount < 0 ? "dispute.money_returned" : "dispute.money_taken";
  tx.emit({ kind, subject: ["dispute", disputeId], data: { amount: Math.abs(amount), currency } });
}

async function record(tx: WriteContext, accountId: string, fact: DisputeFact): Promise<void> {
  const { dispute } = fact;
  const payment = await lockPayment(tx, accountId, fact);
  const [known] = await tx.run(sql<DisputeRow>`
    select id, state, read_at > ${dispute.readAt} as is_older from disputes
    where store_id = ${tx.storeId} and account_id = ${accountId} and provider_dispute_id = ${dispute.id}`);
  const id = known?.id ?? newId<"dispute">();
  if (!known?.is_older) {
    writeRow(tx, id, accountId, payment, dispute);
    if (known?.state !== dispute.state) {
      const what = isEnded(dispute.state) ? "closed" : known ? "updated" : "opened";
      const data = { state: dispute.state, attemptId: fact.attemptId };
      tx.emit({ kind: `dispute.${what}`, subject: ["dispute", id], data });
      const { amount, currency } = dispute.amount;
      tx.send(sql`update payment_attempts set ${addStep({ kind: "disputed", state: dispute.state, amount, currency })}
        where store_id = ${tx.storeId} and id = ${payment.attempt_id}`);
    }
    if (!isEnded(dispute.state)) tx.remind("disputes", askAgainSeconds);
  }
  // Movements are only ever added, so an old account of them is as good as a new one.
  for (const movement of dispute.movements) await writeMovement(tx, id, accountId, payment, movement);
}

/**
 * Records how a dispute stands, and the money that it moved; may run any number of times, in any order and beside itself: of
 * two accounts the one that was read later counts. Account, payment, attempt and currency are compared before anything is
 * believed. Throws `payment_unknown` for money that our books have not yet, and `dispute_misfit`.
 */
export async function recordDispute(
  ctx: StoreContext,
  input: { accountId: string; fact: DisputeFact },
): Promise<void> {
  authorize(ctx, "payments.recordDispute");
  await ctx.write((tx) => record(tx, input.accountId, input.fact));
}

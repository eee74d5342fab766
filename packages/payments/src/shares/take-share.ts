import { fragment, nothing, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { type LocalizedText, money } from "@hutong/kernel";
import { ledgerRows, ledgerSource } from "@hutong/ledger";
import type { ShareOutcome } from "@hutong/payment-providers";
import { openAccount } from "../accounts.ts";
import { frozenDays, giveUpDays } from "./share-days.ts";
import { lookAgain, type ShareRow, tell, tellWhy } from "./share-rows.ts";

const soonSeconds = 60;
const laterSeconds = 86_400;
/** How long a share waits for refunds under way: days of the payment's age, and seconds until it is looked at again. */
const waitsForRefundsDays = 20;
const refundSeconds = 6 * 3600;

type Decided = { request_key: string; amount: number };

const noLonger: LocalizedText = {
  "zh-CN": "这个账户已经不在平台的服务商名下，平台没有收服务费；冻结的钱 30 天后自动到商户账上。",
  en: "The account is no longer under the platform's own, so its part was not taken; what is frozen goes to the merchant by itself after 30 days.",
};

/**
 * Decides the share of what has not been given back, with the key that it is asked for by; null while refunds are under
 * way. What is given back from now on takes its part of the share along later.
 */
async function decide(tx: WriteContext, { payment_id, age_days }: ShareRow): Promise<Decided | null> {
  await tx.run(
    sql`select 1 from payment_shares where store_id = ${tx.storeId} and payment_id = ${payment_id} for update`,
  );
  const waits = age_days < waitsForRefundsDays;
  const [decided] = await tx.run(sql<Decided>`
    update payment_shares s set tries = s.tries + 1, request_key = 'share-' || s.payment_id || '-' || s.tries + 1,
      amount = case when p.use = 'applied' then floor((p.amount - p.refunded - r.pending)::numeric * s.basis_points / 10000)::bigint else 0 end,
      updated_at = app_now()
    from payments p cross join lateral (select coalesce(sum(r.amount), 0)::bigint as pending from refunds r
      where r.store_id = ${tx.storeId} and r.payment_id = ${payment_id} and r.state = 'pending') r
    where s.store_id = ${tx.storeId} and s.payment_id = ${payment_id} and s.state = 'pending' and s.request_key is null
      and p.store_id = s.store_id and p.id = s.payment_id and (r.pending = 0 or not ${waits}::bool)
    returning s.request_key, s.amount`);
  if (decided) return decided;
  const [known] = await tx.run(sql<Decided>`select request_key, amount from payment_shares
    where store_id = ${tx.storeId} and payment_id = ${payment_id} and state = 'pending' and request_key is not null`);
  return known ?? null;
}

async function ask(
  ctx: StoreContext,
  row: ShareRow,
  { request_key, amount }: Decided,
): Promise<ShareOutcome | null> {
  try {
    const { connected } = await openAccount(ctx, row.account);
    if (!connected.takeShare) return { kind: "pending", merchant: noLonger };
    return await connected.takeShare({
      requestKey: request_key,
      attemptId: row.attempt_id,
      paymentId: row.provider_payment_id,
      amount: money(amount, row.currency),
      paid: money(row.paid, row.currency),
      paidAt: row.paid_at,
    });
  } catch (error) {
    // The network, a timeout, or words that are not the provider's: nothing is known.
    if (error instanceof Error) return null;
    throw error;
  }
}

async function take(tx: WriteContext, row: ShareRow, { request_key, amount }: Decided): Promise<void> {
  const rows = ledgerRows({
    kind: "share",
    currency: row.currency,
    reference: ["payment-share", row.payment_id],
    lines: [
      { account: "commission", amount },
      { account: `clearing:${row.account.id}`, amount: -amount },
    ],
  });
  // Looked at once more: a refund may have been recorded while it was being taken.
  const [done] = await tx.run(sql<{ state: string }>`
    with done as (
      update payment_shares set state = case when is_given_up then 'failed' else 'succeeded' end, note = case when is_given_up then note end, next_at = app_now(), updated_at = app_now()
      where store_id = ${tx.storeId} and payment_id = ${row.payment_id} and state = 'pending' and request_key = ${request_key}
      returning state
    )${amount === 0 ? nothing : fragment`, new_ledger as (${ledgerSource(tx, rows, fragment`exists (select 1 from done)`)})`}
    select state from done`);
  if (!done) return;
  if (amount > 0) tell(tx, row, { kind: "shared", amount, currency: row.currency });
  tx.emit({ kind: `share.${done.state}`, subject: ["payment", row.payment_id], data: { amount } });
  tx.remind("shares", 0);
}

// The money must not stay frozen for the sake of a share that cannot be had.
function giveUp(tx: WriteContext, row: ShareRow): void {
  const isOver = row.age_days > frozenDays;
  tx.send(sql`update payment_shares set is_given_up = true, amount = 0, request_key = 'share-' || payment_id || '-end',
      state = case when is_given_up and ${isOver}::bool then 'failed' else state end, next_at = case when is_given_up
        then app_now() + ${laterSeconds}::int * interval '1 second' else app_now() end, updated_at = app_now()
    where store_id = ${tx.storeId} and payment_id = ${row.payment_id} and state = 'pending'
      and request_key is not distinct from ${row.request_key} and tries = ${row.tries}::int`);
  tx.remind("shares", 0);
}

/** Takes the platform's part of a payment, or goes on with it. */
export async function takeShare(ctx: StoreContext, row: ShareRow): Promise<void> {
  const decided = await ctx.write((tx) => decide(tx, row));
  if (!decided) return await ctx.write(async (tx) => lookAgain(tx, row, refundSeconds));
  const outcome = await ask(ctx, row, decided);
  if (!outcome) return;
  if (outcome.kind === "succeeded") return await ctx.write((tx) => take(tx, row, decided));
  const why = outcome.merchant;
  await ctx.write(async (tx) => {
    if (!why) return lookAgain(tx, row, soonSeconds);
    tellWhy(tx, row, why);
    if (outcome.kind === "failed")
      tx.send(sql`update payment_shares set request_key = null
        where store_id = ${tx.storeId} and payment_id = ${row.payment_id} and state = 'pending' and request_key = ${decided.request_key}`);
    lookAgain(tx, row, laterSeconds);
    if (row.age_days > giveUpDays)
      giveUp(tx, { ...row, request_key: outcome.kind === "failed" ? null : decided.request_key });
  });
}

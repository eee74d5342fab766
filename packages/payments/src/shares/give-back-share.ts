import { fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { money } from "@hutong/kernel";
import { ledgerRows, ledgerSource } from "@hutong/ledger";
import type { ShareOutcome } from "@hutong/payment-providers";
import { openAccount } from "../accounts.ts";
import { returnDays } from "./share-days.ts";
import { lookAgain, type ShareRow, tell, tellWhy } from "./share-rows.ts";

const soonSeconds = 60;
const laterSeconds = 86_400;

type Back = { amount: number; number: number };

/**
 * What of a share belongs to what was given back of its payment and has not gone back yet, kept under a number of its own
 * before anybody is called; null when that is nothing.
 */
async function decideBack(tx: WriteContext, { payment_id }: ShareRow): Promise<Back | null> {
  // Locked by a statement before: what a refund wrote while we waited for it is seen by the next.
  await tx.run(
    sql`select 1 from payment_shares where store_id = ${tx.storeId} and payment_id = ${payment_id} for update`,
  );
  const [back] = await tx.run(sql<Back>`
    update payment_shares s set return_amount = d.amount, return_tries = s.return_tries + case when s.return_amount = 0 and d.amount > 0 then 1 else 0 end,
      next_at = case when d.amount > 0 then s.next_at end
    from (select x.payment_id, case when x.return_amount > 0 then x.return_amount
        else greatest(0, x.amount - x.returned - floor((p.amount - p.refunded)::numeric * x.basis_points / 10000)::bigint) end as amount
      from payment_shares x join payments p on p.store_id = x.store_id and p.id = x.payment_id
      where x.store_id = ${tx.storeId} and x.payment_id = ${payment_id} and x.state = 'succeeded') d
    where s.store_id = ${tx.storeId} and s.payment_id = d.payment_id
    returning s.return_amount as amount, s.return_tries as number`);
  return back && back.amount > 0 ? back : null;
}

async function ask(ctx: StoreContext, row: ShareRow, { amount, number }: Back): Promise<ShareOutcome | null> {
  try {
    const { connected } = await openAccount(ctx, row.account);
    if (!connected.giveShareBack) return null;
    return await connected.giveShareBack({
      requestKey: `share-back-${row.payment_id}-${number}`,
      shareKey: row.request_key!,
      attemptId: row.attempt_id,
      paymentId: row.provider_payment_id,
      amount: money(amount, row.currency),
    });
  } catch (error) {
    // The network, a timeout, or words that are not the provider's: nothing is known.
    if (error instanceof Error) return null;
    throw error;
  }
}

async function record(tx: WriteContext, row: ShareRow, { amount, number }: Back): Promise<void> {
  const { payment_id, currency } = row;
  const rows = ledgerRows({
    kind: "share-return",
    currency,
    reference: ["payment-share", payment_id],
    lines: [
      { account: `clearing:${row.account.id}`, amount },
      { account: "commission", amount: -amount },
    ],
  });
  const done = await tx.run(sql`
    with done as (
      update payment_shares set returned = returned + return_amount, return_amount = 0, note = null, next_at = app_now(), updated_at = app_now()
      where store_id = ${tx.storeId} and payment_id = ${payment_id} and return_tries = ${number}::int and return_amount > 0
      returning payment_id
    ), new_ledger as (${ledgerSource(tx, rows, fragment`exists (select 1 from done)`)})
    select payment_id from done`);
  if (done.length === 0) return;
  tell(tx, row, { kind: "share-returned", amount, currency });
  tx.emit({ kind: "share.returned", subject: ["payment", payment_id], data: { amount } });
  tx.remind("shares", 0);
}

/** Gives back what of a share belongs to refunds, one amount after the other. */
export async function giveBackShare(ctx: StoreContext, row: ShareRow): Promise<void> {
  const back = await ctx.write((tx) => decideBack(tx, row));
  if (!back) return;
  const outcome = await ask(ctx, row, back);
  if (!outcome) return;
  await ctx.write(async (tx) => {
    if (outcome.kind === "succeeded") return await record(tx, row, back);
    if (outcome.merchant) tellWhy(tx, row, outcome.merchant);
    if (outcome.kind === "pending") return lookAgain(tx, row, soonSeconds);
    // It did not happen and never will under this number.
    tx.send(sql`update payment_shares set return_amount = 0
      where store_id = ${tx.storeId} and payment_id = ${row.payment_id} and return_tries = ${back.number}::int`);
    lookAgain(tx, row, row.age_days > returnDays ? null : laterSeconds);
  });
}

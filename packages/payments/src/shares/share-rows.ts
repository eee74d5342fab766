import { type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type LocalizedText } from "@hutong/kernel";
import type { AccountRow } from "../credentials.ts";
import { addStep, type StoryStep } from "../story.ts";

/** A share with the payment that it is of. Amounts in minor units of `currency`. */
export interface ShareRow {
  readonly payment_id: string;
  readonly attempt_id: string;
  readonly provider_payment_id: string;
  readonly paid: number;
  readonly paid_at: Date;
  readonly age_days: number;
  readonly amount: number;
  readonly currency: string;
  readonly state: "pending" | "succeeded" | "failed";
  readonly request_key: string | null;
  readonly tries: number;
  readonly is_given_up: boolean;
  readonly note: LocalizedText | null;
  readonly account: AccountRow;
}

/** Reads a share. Throws `share_not_found`. */
export async function loadShare(ctx: StoreContext, paymentId: string): Promise<ShareRow> {
  const [[row]] = await ctx.read(sql<ShareRow>`
    select s.payment_id, p.attempt_id, p.provider_payment_id, p.amount as paid, s.paid_at, s.amount, s.currency, s.state, s.request_key,
      s.tries, s.is_given_up, s.note, (extract(epoch from app_now() - s.paid_at) / 86400)::float8 as age_days,
      jsonb_build_object('id', a.id, 'provider', a.provider, 'title', a.title, 'credentials', a.credentials) as account
    from payment_shares s
    join payments p on p.store_id = s.store_id and p.id = s.payment_id
    join payment_accounts a on a.store_id = p.store_id and a.id = p.account_id
    where s.store_id = ${ctx.storeId} and s.payment_id = ${paymentId}`);
  if (!row) throw new AppError("not_found", "share_not_found");
  return row;
}

/** Adds a step to the story of the attempt that a share's payment came by. */
export function tell(tx: WriteContext, { attempt_id }: ShareRow, step: StoryStep): void {
  tx.send(
    sql`update payment_attempts set ${addStep(step)} where store_id = ${tx.storeId} and id = ${attempt_id}`,
  );
}

/** Keeps why a share is not taken, or not given back, yet; the story says the same thing once. */
export function tellWhy(tx: WriteContext, row: ShareRow, what: LocalizedText): void {
  tx.send(sql`update payment_shares set note = ${what}::jsonb, updated_at = app_now()
    where store_id = ${tx.storeId} and payment_id = ${row.payment_id}`);
  if (row.note?.en !== what.en) tell(tx, row, { kind: "share-failed", what });
}

/** Looks at a share again in so many seconds. */
export function lookAgain(tx: WriteContext, { payment_id }: ShareRow, seconds: number | null): void {
  if (seconds !== null) tx.remind("shares", seconds);
  tx.send(sql`update payment_shares set next_at = app_now() + ${seconds}::int * interval '1 second'
    where store_id = ${tx.storeId} and payment_id = ${payment_id}`);
}

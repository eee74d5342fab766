import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { newId } from "@hutong/kernel";
import { daysBack, nextTryIn } from "./bill-days.ts";

/** One bill, by account and day (`yyyy-mm-dd` where the provider counts its days). */
export interface BillKey {
  readonly accountId: string;
  readonly day: string;
}

/** A bill that somebody has taken up; `claim` names them. */
export interface BillClaim extends BillKey {
  readonly claim: string;
}

/** Another worker has taken the bill up meanwhile: what is not written yet is its business. */
export class ClaimLost extends Error {
  constructor() {
    super("another worker has taken the bill up");
    this.name = "ClaimLost";
  }
}

const claimMinutes = 5;

/** Takes a bill up; null while somebody else is at it. Lines of readings that came to nothing are swept out. */
export async function claimBill(ctx: StoreContext, bill: BillKey): Promise<BillClaim | null> {
  authorize(ctx, "payments.reconcileBill");
  const claim = newId();
  return await ctx.write(async (tx) => {
    const rows = await tx.run(sql`
      update bills set state = 'reading', claim = ${claim}, tries = tries + 1, lines_read = 0, failure = null,
        next_at = app_now() + ${claimMinutes}::int * interval '1 minute'
      where store_id = ${tx.storeId} and account_id = ${bill.accountId} and day = ${bill.day}
        and not (state = 'reading' and next_at > app_now()) returning day`);
    if (rows.length === 0) return null;
    tx.send(sql`delete from bill_lines l where l.store_id = ${tx.storeId} and l.account_id = ${bill.accountId} and l.day = ${bill.day}
      and l.reading is distinct from (select b.reading from bills b
        where b.store_id = l.store_id and b.account_id = l.account_id and b.day = l.day)`);
    return { accountId: bill.accountId, day: bill.day, claim };
  });
}

/** Says in a write that the bill is still ours and how far we are. Throws `ClaimLost`. */
export async function keepClaim(tx: WriteContext, bill: BillClaim, linesRead?: number): Promise<void> {
  const rows = await tx.run(sql`
    update bills set next_at = app_now() + ${claimMinutes}::int * interval '1 minute', lines_read = coalesce(${linesRead ?? null}::int, lines_read)
    where store_id = ${tx.storeId} and account_id = ${bill.accountId} and day = ${bill.day} and claim = ${bill.claim} and state = 'reading'
    returning day`);
  if (rows.length === 0) throw new ClaimLost();
}

/**
 * Lets go of a bill that is not ready (`failure` null) or could not be read or compared; it is tried again later, each
 * time with a longer wait, and given up when the provider keeps it no more.
 */
export async function putOffBill(ctx: StoreContext, bill: BillClaim, failure: string | null): Promise<void> {
  authorize(ctx, "payments.reconcileBill");
  await ctx.write(async (tx) => {
    const [row] = await tx.run(sql<{ tries: number; is_old: boolean }>`
      select tries, day::date < app_now()::date - ${daysBack}::int as is_old from bills
      where store_id = ${tx.storeId} and account_id = ${bill.accountId} and day = ${bill.day} and claim = ${bill.claim} for update`);
    if (!row) return;
    const next = row.is_old ? null : nextTryIn(row.tries);
    tx.send(sql`
      update bills set state = ${failure === null && next !== null ? "waiting" : "failed"}, claim = null, failure = ${failure?.slice(0, 300) ?? null},
        next_at = case when ${next}::int is null then null else app_now() + ${next}::int * interval '1 second' end
      where store_id = ${tx.storeId} and account_id = ${bill.accountId} and day = ${bill.day}`);
    if (next !== null) tx.remind("bills", next);
    if (failure !== null)
      tx.emit({ kind: "bill.failed", subject: ["payment-account", bill.accountId], data: { day: bill.day } });
  });
}

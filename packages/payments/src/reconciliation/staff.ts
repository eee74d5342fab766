import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { isDay } from "./bill-days.ts";
import type { BillKey } from "./claim-bill.ts";
import { ResolveDifferenceInput } from "./schemas.ts";

/**
 * A person has looked at an open difference and says in a note how it was dealt with; that stays, whatever later
 * comparisons find. Throws `difference_not_found` for one that is gone or ended.
 */
export async function resolveDifference(ctx: StoreContext, input: ResolveDifferenceInput): Promise<void> {
  authorize(ctx, "payments.resolveDifference");
  const { id, note } = ResolveDifferenceInput.parse(input);
  if (!isId(id)) throw new AppError("not_found", "difference_not_found");
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`
      update bill_differences set state = 'resolved', note = ${note}, resolved_by = ${tx.actor.id}, ended_at = app_now()
      where store_id = ${tx.storeId} and id = ${id} and state = 'open' returning id`);
    if (rows.length === 0) throw new AppError("not_found", "difference_not_found");
    tx.emit({ kind: "bill_difference.resolved", subject: ["bill-difference", id] });
  });
}

/** Has a bill fetched and compared again, at once. Does nothing while that is under way. Throws `bill_not_found`. */
export async function compareBill(ctx: StoreContext, input: BillKey): Promise<void> {
  authorize(ctx, "payments.compareBill");
  const { accountId, day } = input;
  if (!isId(accountId) || !isDay(day)) throw new AppError("not_found", "bill_not_found");
  await ctx.write(async (tx) => {
    const [bill] = await tx.run(sql<{ is_busy: boolean }>`
      select state = 'reading' and next_at > app_now() as is_busy from bills
      where store_id = ${tx.storeId} and account_id = ${accountId} and day = ${day} for update`);
    if (!bill) throw new AppError("not_found", "bill_not_found");
    if (bill.is_busy) return;
    tx.send(sql`update bills set state = 'waiting', failure = null, next_at = app_now() + interval '10 minutes'
      where store_id = ${tx.storeId} and account_id = ${accountId} and day = ${day}`);
    tx.enqueue("bill", { accountId, day });
    tx.remind("bills", 600);
  });
}

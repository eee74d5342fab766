import { authorize, type StoreContext, sql } from "@hutong/db";
import { findProvider } from "@hutong/payment-providers";
import { findAccount } from "../accounts.ts";
import { billDaysOf } from "./bill-days.ts";
import { bookFees } from "./book-fees.ts";
import { type BillClaim, keepClaim } from "./claim-bill.ts";
import { judgeMissing } from "./judge-missing.ts";
import { sumUp } from "./sum-up.ts";

/**
 * Ends the comparison of a bill: looks for what is missing from it, books the fees, and sums up. `healedDays` are days of
 * the same account where something was healed meanwhile; they are summed up anew. Throws `ClaimLost`.
 */
export async function closeBill(
  ctx: StoreContext,
  bill: BillClaim,
  healedDays: readonly string[],
): Promise<void> {
  authorize(ctx, "payments.reconcileBill");
  const { accountId } = bill;
  const { timezone } = billDaysOf(findProvider((await findAccount(ctx, accountId)).provider)!);
  const missingDays = await ctx.write(async (tx) => {
    await keepClaim(tx, bill);
    return await judgeMissing(tx, bill, timezone);
  });
  const days = [...new Set([bill.day, ...healedDays, ...missingDays])].sort();
  for (const day of days) {
    await bookFees(ctx, { accountId, day }, bill);
    await ctx.write(async (tx) => {
      await keepClaim(tx, bill);
      const totals = await sumUp(tx, { accountId, day });
      tx.send(sql`update bills set totals = ${totals}::jsonb
        where store_id = ${tx.storeId} and account_id = ${accountId} and day = ${day}`);
    });
  }
  await ctx.write(async (tx) => {
    await keepClaim(tx, bill);
    tx.send(sql`update bills set state = 'compared', tries = 0, next_at = null, claim = null, compared_at = app_now()
      where store_id = ${tx.storeId} and account_id = ${accountId} and day = ${bill.day}`);
    tx.emit({ kind: "bill.compared", subject: ["payment-account", accountId], data: { day: bill.day } });
  });
}

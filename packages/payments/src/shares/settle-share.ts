import { authorize, type StoreContext } from "@hutong/db";
import { giveBackShare } from "./give-back-share.ts";
import { loadShare, lookAgain } from "./share-rows.ts";
import { takeShare } from "./take-share.ts";

/**
 * Goes on with the platform's share of a payment: takes it, or gives back what belongs to a refund. Safe to run any number
 * of times and by several at once: each amount goes by a key of its own, kept before anybody is called. Whether it is
 * looked at again is the row's to say, so nothing is thrown for what is not known yet.
 */
export async function settleShare(ctx: StoreContext, input: { paymentId: string }): Promise<void> {
  authorize(ctx, "payments.settleShare");
  const row = await loadShare(ctx, input.paymentId);
  if (row.state === "pending") return await takeShare(ctx, row);
  if (row.state === "succeeded") return await giveBackShare(ctx, row);
  await ctx.write(async (tx) => lookAgain(tx, row, null));
}

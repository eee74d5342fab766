import { type StoreContext, sql } from "@hutong/db";
import type { Happening } from "@hutong/payment-providers";
import { addStep } from "@hutong/payments";

/** Adds what happened to an attempt that stays open to its story, once for each key; another account's is left alone. */
export async function recordHappening(
  ctx: StoreContext,
  { attemptId, accountId }: { readonly attemptId: string; readonly accountId: string },
  { key, merchant }: Happening,
): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`update payment_attempts set ${addStep({ kind: "happened", key, what: merchant })}
      where store_id = ${tx.storeId} and id = ${attemptId} and account_id = ${accountId}
        and not story @> jsonb_build_array(jsonb_build_object('key', ${key}::text))`);
  });
}

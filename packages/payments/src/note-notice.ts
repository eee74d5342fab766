import { authorize, type StoreContext, sql } from "@hutong/db";

const onceInMs = 60_000;
const rememberedLimit = 4000;
/** When this process last wrote of an account: milliseconds by account and answer. */
const writtenAt = new Map<string, number>();

function isTooSoon(key: string, now: number): boolean {
  const last = writtenAt.get(key);
  if (last !== undefined && now - last < onceInMs) return true;
  // The oldest goes: a Map keeps the order of insertion.
  writtenAt.delete(key);
  if (writtenAt.size >= rememberedLimit) writtenAt.delete(writtenAt.keys().next().value!);
  writtenAt.set(key, now);
  return false;
}

/**
 * Keeps with an account that a notice to it was proven or refused for want of proof, so that its merchant sees a wrong
 * secret. Written at most once a minute for each account and answer; nothing of the notice itself is kept.
 */
export async function noteNotice(
  ctx: StoreContext,
  input: { accountId: string; isProven: boolean },
): Promise<void> {
  authorize(ctx, "payments.noteNotice");
  const { accountId, isProven } = input;
  if (isTooSoon(`${ctx.storeId} ${accountId} ${isProven}`, ctx.clock.now().getTime())) return;
  await ctx.write(async (tx) => {
    tx.send(
      isProven
        ? sql`update payment_accounts set notice_proven_at = app_now(), notices_refused_since = null
            where store_id = ${tx.storeId} and id = ${accountId} and (notices_refused_since is not null
              or notice_proven_at is null or notice_proven_at < app_now() - ${onceInMs / 1000}::int * interval '1 second')`
        : sql`update payment_accounts set notices_refused_since = app_now()
            where store_id = ${tx.storeId} and id = ${accountId} and notices_refused_since is null`,
    );
  });
}

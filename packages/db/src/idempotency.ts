import { createHash } from "node:crypto";
import { AppError } from "@hutong/kernel";
import { sql } from "./sql.ts";
import type { StoreContext, WriteContext } from "./store-context.ts";

/** How long an answer is kept for whoever asks again (architecture, rule 13). */
export const idempotencyHours = 72;

function hashOf(request: unknown): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("base64url");
}

/**
 * Does `work` once for a key. The same key with the same request gets the first answer again; a concurrent
 * duplicate waits for the first; another request under the key is refused (`idempotency_key_reused`). A refusal
 * thrown by the work rolls back with it, so it is judged anew next time.
 */
export async function idempotent<Answer>(
  tx: WriteContext,
  given: { operation: string; key: string; request: unknown },
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; isRepeated: boolean }> {
  const hash = hashOf(given.request);
  const [row] = await tx.run(sql<{ is_new: boolean; request_hash: string; answer: Answer }>`
    insert into idempotency_keys as k (store_id, operation, key, request_hash, created_at)
    values (${tx.storeId}, ${given.operation}, ${given.key}, ${hash}, app_now())
    on conflict (store_id, operation, key) do update set created_at = k.created_at
    returning (xmax = 0) as is_new, request_hash, answer`);
  if (!row!.is_new) {
    if (row!.request_hash !== hash) throw new AppError("conflict", "idempotency_key_reused");
    return { answer: row!.answer, isRepeated: true };
  }
  tx.remind("sweep", idempotencyHours * 3600);
  const answer = await work();
  tx.send(sql`update idempotency_keys set answer = ${answer as object}::jsonb
    where store_id = ${tx.storeId} and operation = ${given.operation} and key = ${given.key}`);
  return { answer, isRepeated: false };
}

/** Most keys that are forgotten at a time. */
const sweepBatch = 5_000;

/**
 * Forgets keys that are older than `idempotencyHours`. Answers in how many seconds the next one will be, 0 where there
 * are more now, and null when none is left.
 */
export async function sweepIdempotencyKeys(ctx: StoreContext): Promise<number | null> {
  const age = sql<{ seconds: number | null }>`
    select ceil(extract(epoch from min(created_at) + ${idempotencyHours}::int * interval '1 hour' - app_now()))::int as seconds
    from idempotency_keys where store_id = ${ctx.storeId}`;
  return await ctx.write(async (tx) => {
    tx.send(sql`delete from idempotency_keys where store_id = ${tx.storeId} and (operation, key) in (
      select operation, key from idempotency_keys
      where store_id = ${tx.storeId} and created_at < app_now() - ${idempotencyHours}::int * interval '1 hour'
      order by created_at limit ${sweepBatch}::int for update skip locked)`);
    const [row] = await tx.run(age);
    return row!.seconds === null ? null : Math.max(row!.seconds, 0);
  });
}

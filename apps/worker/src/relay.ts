import { type Cell, list, readPlatform, type StoreContext, sql } from "@hutong/db";
import type { WorkerUtils } from "graphile-worker";

const batch = 200;

type OutboxRow = { id: string; kind: string; payload: Record<string, unknown> };

/**
 * Hands a store's outbox to the queue, then deletes what was handed over. A crash between the two hands it over
 * again under the same job key: jobs are at-least-once, and safe to repeat.
 */
export async function relayOutbox(ctx: StoreContext, queue: WorkerUtils): Promise<null> {
  for (;;) {
    const [rows] = await ctx.read(sql<OutboxRow>`
      select id, kind, payload from outbox where store_id = ${ctx.storeId} order by id limit ${batch}::int`);
    if (rows.length === 0) return null;
    await queue.addJobs(
      rows.map((row) => ({
        identifier: row.kind,
        payload: { ...row.payload, storeId: ctx.storeId, jobId: row.id },
        jobKey: row.id,
        maxAttempts: 12,
      })),
    );
    const ids = rows.map((row) => row.id);
    await ctx.write(async (tx) => {
      tx.send(sql`delete from outbox where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])`);
    });
    if (rows.length < batch) return null;
  }
}

/** Hands mail to users of the platform to the queue; the row stays until it is sent, as it holds the link. */
export async function relayPlatformOutbox(
  cell: Cell,
  queue: WorkerUtils,
  handed: Set<string>,
): Promise<void> {
  const [rows] = await readPlatform(
    cell,
    sql<{
      id: string;
      kind: string;
    }>`select id, kind from platform_outbox order by created_at limit ${batch}::int`,
  );
  const fresh = rows.filter((row) => !handed.has(row.id));
  for (const id of handed) if (!rows.some((row) => row.id === id)) handed.delete(id);
  if (fresh.length === 0) return;
  await queue.addJobs(
    fresh.map((row) => ({
      identifier: row.kind,
      payload: { messageId: row.id },
      jobKey: row.id,
      maxAttempts: 12,
    })),
  );
  for (const row of fresh) handed.add(row.id);
}

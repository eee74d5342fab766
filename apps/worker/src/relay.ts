import { type Cell, list, readPlatform, type StoreContext, sql } from "@hutong/db";
import type { WorkerUtils } from "graphile-worker";

const batch = 200;

type OutboxRow = { id: string; kind: string; payload: Record<string, unknown> };

/** Most entries of one job. A crash while it runs may make as many of them happen twice. */
const jobSize = 16;

/** Kinds that take minutes: at most this many lines of them run at once, so that others find a free hand. */
const slowKinds: Readonly<Record<string, number>> = { bill: 2 };

function lineOf(kind: string, storeId: string): { queueName?: string } {
  const lines = slowKinds[kind];
  return lines ? { queueName: `${kind}-${Number.parseInt(storeId.slice(-4), 16) % lines}` } : {};
}

/** Tries until a job is parked: the queue waits longer each time, up to six hours, so these are some sixteen hours. */
const usualTries = 12;
/**
 * Kinds that have more patience. A refund waits for a merchant's balance or a customer's bank, a month if need be; reserved
 * money usually lapses within a week; a shipment's report gives up by itself, in words, before its job does.
 */
const triesOf: Readonly<Record<string, number>> = { authorization: 40, refund: 130, "report-shipment": 40 };

interface Job {
  readonly kind: string;
  readonly rows: OutboxRow[];
}

// Rows of a kind that is done together share jobs; each other row is a job of its own.
function toJobs(rows: readonly OutboxRow[], together: ReadonlySet<string>): Job[] {
  const jobs: Job[] = [];
  const open = new Map<string, Job>();
  for (const row of rows) {
    const started = open.get(row.kind);
    if (started && started.rows.length < jobSize) {
      started.rows.push(row);
      continue;
    }
    const job: Job = { kind: row.kind, rows: [row] };
    jobs.push(job);
    if (together.has(row.kind)) open.set(row.kind, job);
  }
  return jobs;
}

/**
 * Hands a store's outbox to the queue, then deletes what was handed over. A crash between the two hands it over
 * again under the same job key: jobs are at-least-once, and safe to repeat. Kinds named in `together` get a list of
 * entries as their payload, of which those that fail are tried again.
 */
export async function relayOutbox(
  ctx: StoreContext,
  queue: WorkerUtils,
  together: ReadonlySet<string>,
): Promise<null> {
  for (;;) {
    const [rows] = await ctx.read(sql<OutboxRow>`
      select id, kind, payload from outbox where store_id = ${ctx.storeId} order by id limit ${batch}::int`);
    if (rows.length === 0) return null;
    const entry = (row: OutboxRow) => ({ ...row.payload, storeId: ctx.storeId, jobId: row.id });
    await queue.addJobs(
      toJobs(rows, together).map((job) => ({
        identifier: job.kind,
        payload: together.has(job.kind) ? job.rows.map(entry) : entry(job.rows[0]!),
        jobKey: job.rows[0]!.id,
        maxAttempts: triesOf[job.kind] ?? usualTries,
        ...lineOf(job.kind, ctx.storeId),
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
      maxAttempts: usualTries,
    })),
  );
  for (const row of fresh) handed.add(row.id);
}

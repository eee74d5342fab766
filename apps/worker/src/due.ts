import {
  type Cell,
  openStore,
  readPlatform,
  type StoreContext,
  sql,
  system,
  writePlatform,
} from "@hutong/db";
import type { Clock, StoreId } from "@hutong/kernel";
import type { Logger } from "pino";

/** What a store can be due for; each handler may run any number of times. */
export type DueHandlers = Record<string, (ctx: StoreContext) => Promise<unknown>>;

interface DueRow {
  readonly store_id: StoreId;
  readonly kind: string;
  readonly at: string;
}

/** Seconds for which a store's work is one worker's; then another may take it up. */
const leaseSeconds = 120;
const batch = 32;

/** A moved clock counts here too, so that proofs can make time pass. */
function nowOf(clock: Clock): string {
  return `${Math.round(clock.offsetMs)}`;
}

async function claim(cell: Cell, row: DueRow, clock: Clock): Promise<boolean> {
  return await writePlatform(cell, async (tx) => {
    const rows = await tx.run(sql`
      update due set at = clock_timestamp() + (${nowOf(clock)}::int + ${leaseSeconds * 1000}::int) * interval '1 millisecond'
      where store_id = ${row.store_id} and kind = ${row.kind} and at = ${row.at}::text::timestamptz returning kind`);
    return rows.length > 0;
  });
}

// A reminder that came meanwhile has moved `at` to an earlier time and stays.
async function finish(cell: Cell, row: DueRow, clock: Clock): Promise<void> {
  await writePlatform(cell, async (tx) => {
    await tx.run(sql`delete from due where store_id = ${row.store_id} and kind = ${row.kind}
      and at > clock_timestamp() + (${nowOf(clock)}::int + ${(leaseSeconds / 2) * 1000}::int) * interval '1 millisecond'`);
  });
}

async function retryIn(cell: Cell, row: DueRow, clock: Clock, seconds: number): Promise<void> {
  await writePlatform(cell, async (tx) => {
    await tx.run(sql`update due set at = least(at, clock_timestamp() + (${nowOf(clock)}::int + ${seconds * 1000}::int) * interval '1 millisecond')
      where store_id = ${row.store_id} and kind = ${row.kind}`);
  });
}

async function runOne(
  cell: Cell,
  row: DueRow,
  handlers: DueHandlers,
  clock: Clock,
  logger: Logger,
): Promise<void> {
  const handler = handlers[row.kind];
  if (!handler || !(await claim(cell, row, clock))) return;
  const ctx = openStore(cell, row.store_id, { actor: system, locale: "en", clock });
  try {
    await handler(ctx);
    await finish(cell, row, clock);
  } catch (error) {
    logger.error({ err: error, store: row.store_id, kind: row.kind }, "due work failed");
    await retryIn(cell, row, clock, 10);
  }
}

/**
 * One pass over the stores that have something due, earliest first, a few at a time. One store is one row a kind, so
 * a busy store cannot keep the others waiting. Answers how many there were.
 */
export async function runDue(
  cell: Cell,
  handlers: DueHandlers,
  clock: Clock,
  logger: Logger,
): Promise<number> {
  const [rows] = await readPlatform(
    cell,
    sql<DueRow>`select store_id, kind, at::text as at from due
      where at <= clock_timestamp() + ${nowOf(clock)}::int * interval '1 millisecond' order by at limit ${batch}::int`,
  );
  for (let start = 0; start < rows.length; start += 4) {
    await Promise.all(rows.slice(start, start + 4).map((row) => runOne(cell, row, handlers, clock, logger)));
  }
  return rows.length;
}

import {
  type Cell,
  fragment,
  openStore,
  readPlatform,
  type StoreContext,
  sql,
  system,
  writePlatform,
} from "@hutong/db";
import type { Clock, StoreId } from "@hutong/kernel";
import type { Logger } from "pino";

/**
 * What a store can be due for. A handler may run any number of times; it answers in how many seconds it wants to be
 * called again, or null for not until somebody reminds of it.
 */
export type DueHandlers = Record<string, (ctx: StoreContext) => Promise<number | null>>;

interface DueRow {
  readonly store_id: StoreId;
  readonly kind: string;
  readonly at: string;
}

/** Seconds for which a store's work is one worker's; then another may take it up. */
const leaseSeconds = 120;
const retrySeconds = 10;
const batch = 32;

/** Database time, moved as far as the worker's clock is: proofs make time pass this way. */
function inSeconds(clock: Clock, seconds: number): object {
  return fragment`clock_timestamp() + ${Math.round(clock.offsetMs + seconds * 1000)}::bigint * interval '1 millisecond'`;
}

// Answers the revision claimed, or null when another worker was faster.
async function claim(cell: Cell, row: DueRow, clock: Clock): Promise<number | null> {
  return await writePlatform(cell, async (tx) => {
    // The instant travels as text: a Date would lose its microseconds.
    const [claimed] = await tx.run(sql<{
      revision: number;
    }>`update due set at = ${inSeconds(clock, leaseSeconds)}
      where store_id = ${row.store_id} and kind = ${row.kind} and at = ${row.at}::text::timestamptz returning revision`);
    return claimed?.revision ?? null;
  });
}

// Whoever reminded meanwhile has raised the revision: then the store is due again at once.
async function finish(
  cell: Cell,
  row: DueRow,
  revision: number,
  nextSeconds: number | null,
  clock: Clock,
): Promise<void> {
  await writePlatform(cell, async (tx) => {
    const [same] =
      nextSeconds === null
        ? await tx.run(
            sql`delete from due where store_id = ${row.store_id} and kind = ${row.kind} and revision = ${revision}::int returning kind`,
          )
        : await tx.run(sql`update due set at = ${inSeconds(clock, nextSeconds)}
            where store_id = ${row.store_id} and kind = ${row.kind} and revision = ${revision}::int returning kind`);
    if (!same)
      await tx.run(
        sql`update due set at = ${inSeconds(clock, 0)} where store_id = ${row.store_id} and kind = ${row.kind}`,
      );
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
  if (!handler) return;
  const revision = await claim(cell, row, clock);
  if (revision === null) return;
  const ctx = openStore(cell, row.store_id, { actor: system, locale: "en", clock });
  try {
    const next = await handler(ctx);
    await finish(cell, row, revision, next, clock);
  } catch (error) {
    logger.error({ err: error, store: row.store_id, kind: row.kind }, "due work failed");
    await finish(cell, row, revision, retrySeconds, clock);
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
      where at <= (select ${inSeconds(clock, 0)}) order by at limit ${batch}::int`,
  );
  for (let start = 0; start < rows.length; start += 4) {
    await Promise.all(rows.slice(start, start + 4).map((row) => runOne(cell, row, handlers, clock, logger)));
  }
  return rows.length;
}

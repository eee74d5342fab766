import {
  burstPlatform,
  type Cell,
  fragment,
  list,
  openStore,
  readPlatform,
  type StoreContext,
  sql,
  system,
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

/** Seconds for which a store's work is one worker's unless it says again that it lives; then another takes it up. */
const leaseSeconds = 10;
const renewEveryMs = 3_000;
const retrySeconds = 10;
const batch = 32;
/** How much is under way at once, and how much of it may wait for others' answers: letters never stand behind those. */
const atOnce = 8;
const waitingAtOnce = 6;

/** Database time, moved as far as the worker's clock is: proofs make time pass this way. */
function inSeconds(clock: Clock, seconds: number): object {
  return fragment`clock_timestamp() + ${Math.round(clock.offsetMs + seconds * 1000)}::bigint * interval '1 millisecond'`;
}

// Every checkout of a store reminds of something: whoever holds one of these rows while this process is at something else holds all of
// them up. So each of the writes is a burst.

// Answers the revision claimed, or null when another worker was faster.
async function claim(cell: Cell, row: DueRow, clock: Clock): Promise<number | null> {
  // The instant travels as text: a Date would lose its microseconds.
  const [[claimed]] = await burstPlatform(
    cell,
    sql<{ revision: number }>`update due set at = ${inSeconds(clock, leaseSeconds)}
      where store_id = ${row.store_id} and kind = ${row.kind} and at = ${row.at}::text::timestamptz returning revision`,
  );
  return claimed?.revision ?? null;
}

// Whoever reminded meanwhile has raised the revision: then the store is due again at once.
async function finish(
  cell: Cell,
  row: DueRow,
  revision: number,
  nextSeconds: number | null,
  clock: Clock,
): Promise<void> {
  const [at, now] = [inSeconds(clock, nextSeconds ?? 0), inSeconds(clock, 0)];
  const isSame = fragment`store_id = ${row.store_id} and kind = ${row.kind} and revision = ${revision}::int`;
  await burstPlatform(
    cell,
    nextSeconds === null
      ? sql`delete from due where ${isSame}`
      : sql`update due set at = ${at} where ${isSame}`,
    sql`update due set at = ${now} where store_id = ${row.store_id} and kind = ${row.kind} and revision <> ${revision}::int`,
  );
}

// A reminder that came meanwhile has pulled the time forward and raised the revision: then it is left as it is.
async function renew(cell: Cell, row: DueRow, revision: number, clock: Clock): Promise<void> {
  await burstPlatform(
    cell,
    sql`update due set at = ${inSeconds(clock, leaseSeconds)}
      where store_id = ${row.store_id} and kind = ${row.kind} and revision = ${revision}::int`,
  );
}

interface DueOptions {
  readonly cell: Cell;
  /** By which connections a kind is served. */
  readonly cellOf: (kind: string) => Cell;
  readonly handlers: DueHandlers;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Kinds that call nobody outside. */
  readonly quickKinds: ReadonlySet<string>;
}

async function runOne(row: DueRow, { cell, cellOf, handlers, clock, logger }: DueOptions): Promise<void> {
  const handler = handlers[row.kind];
  if (!handler) return;
  const revision = await claim(cell, row, clock);
  if (revision === null) return;
  const renewing = setInterval(() => {
    renew(cell, row, revision, clock).catch((error) => {
      logger.warn({ err: error, store: row.store_id, kind: row.kind }, "could not renew a lease");
    });
  }, renewEveryMs);
  const ctx = openStore(cellOf(row.kind), row.store_id, { actor: system, locale: "en", clock });
  try {
    const next = await handler(ctx);
    await finish(cell, row, revision, next, clock);
  } catch (error) {
    logger.error({ err: error, store: row.store_id, kind: row.kind }, "due work failed");
    await finish(cell, row, revision, retrySeconds, clock);
  } finally {
    clearInterval(renewing);
  }
}

export interface DueRunner {
  /** Begins what is due and has room, earliest first; answers how much that was. */
  pass(): Promise<number>;
  /** Waits until all that was begun has ended. */
  settled(): Promise<void>;
}

/**
 * Serves the stores that have something due, some at a time. One store is one row a kind, so a busy store cannot keep the
 * others waiting; one whose provider hangs holds a place and delays nobody's letters.
 */
export function dueRunner(options: DueOptions): DueRunner {
  const { cell, clock, logger, quickKinds } = options;
  const underWay = new Map<string, Promise<void>>();
  let waiting = 0;

  async function serve(row: DueRow, key: string): Promise<void> {
    const isWaiting = !quickKinds.has(row.kind);
    if (isWaiting) waiting += 1;
    try {
      await runOne(row, options);
    } catch (error) {
      // The database is away; the lease runs out and the next pass finds the row again.
      logger.warn({ err: error, store: row.store_id, kind: row.kind }, "could not serve what is due");
    } finally {
      if (isWaiting) waiting -= 1;
      underWay.delete(key);
    }
  }

  return {
    async pass() {
      // Read apart, so that however many stores wait for a place, the quick kinds find theirs. What is under way may be due
      // again already: as many are read as there are places, so that it hides nobody.
      const quick = list([...quickKinds]);
      const [rows] = await readPlatform(
        cell,
        sql<DueRow>`(select store_id, kind, at::text as at from due
            where at <= (select ${inSeconds(clock, 0)}) and kind = any(${quick}::text[]) order by at limit ${batch}::int)
          union all (select store_id, kind, at::text as at from due
            where at <= (select ${inSeconds(clock, 0)}) and kind <> all(${quick}::text[]) order by at limit ${waitingAtOnce}::int)`,
      );
      let begun = 0;
      for (const row of rows) {
        const key = `${row.kind} ${row.store_id}`;
        if (underWay.has(key) || (waiting >= waitingAtOnce && !quickKinds.has(row.kind))) continue;
        if (underWay.size >= atOnce) await Promise.race(underWay.values());
        underWay.set(key, serve(row, key));
        begun += 1;
      }
      return begun;
    },
    async settled() {
      await Promise.all(underWay.values());
    },
  };
}

import type { WorkerUtils } from "graphile-worker";

// Names this use among advisory locks; the second number of the pair is the worker's.
const lockKind = 7305402;

/** Milliseconds between two looks for jobs that a dead worker held. */
export const lookMs = 3_000;

/**
 * Holds a lock that says "this worker lives" until `signal`, again whenever the connection under it was lost. It ends
 * with the process, however that dies, which no clock could tell as soon.
 */
export async function stayKnown(
  utils: WorkerUtils,
  workerId: string,
  signal: AbortSignal,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await utils.withPgClient(async (client) => {
        // Lost between two queries, it would otherwise end the process; the next query finds out.
        client.on("error", () => {});
        await client.query("select pg_advisory_lock($1, hashtext($2))", [lockKind, workerId]);
        while (!signal.aborted) {
          await pause(lookMs, signal);
          // Throws when the connection is gone, and the lock with it.
          await client.query("select 1");
        }
        await client.query("select pg_advisory_unlock($1, hashtext($2))", [lockKind, workerId]);
      });
    } catch {
      // The database is away; whoever took our jobs meanwhile does them again, which each of them bears.
      await pause(lookMs, signal);
    }
  }
}

/**
 * Gives back the jobs of workers that died in the middle of them: the queue itself would wait for four hours.
 * Answers how many such workers there were.
 */
export async function freeJobsOfTheDead(utils: WorkerUtils): Promise<number> {
  const dead = await utils.withPgClient(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from (select distinct locked_by as id from graphile_worker.jobs where locked_by is not null offset 0) w
        where pg_try_advisory_xact_lock($1, hashtext(id))`,
      [lockKind],
    );
    return rows.map((row) => row.id);
  });
  if (dead.length > 0) await utils.forceUnlockWorkers(dead);
  return dead.length;
}

/**
 * Forgets jobs that were handed over twice, as after a crash, while they ran: the queue takes such a one's key and tries it
 * no more, since the second does the work. Had it failed by then, it would look like one that was given up. Answers how many.
 */
export async function forgetSuperseded(utils: WorkerUtils): Promise<number> {
  return await utils.withPgClient(async (client) => {
    const { rowCount } = await client.query(
      "delete from graphile_worker._private_jobs where key is null and attempts >= max_attempts and locked_at is null",
    );
    return rowCount ?? 0;
  });
}

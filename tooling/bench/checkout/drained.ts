import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";

const patienceMs = 120_000;

/** Waits until the worker has nothing left to do: its CPU belongs to the checkouts that made the work. */
export async function drained(databaseUrl: string, signal: AbortSignal): Promise<void> {
  const owner = postgres(databaseUrl, { max: 1 });
  try {
    const until = Date.now() + patienceMs;
    for (;;) {
      const [row] = await owner<{ left: number }[]>`
        select (select count(*) from outbox)::int + (select count(*) from graphile_worker.jobs where attempts < max_attempts)::int as left`;
      if (row!.left === 0) return;
      if (Date.now() > until)
        throw new Error(`the worker has ${row!.left} jobs left after ${patienceMs / 1000} s`);
      await wait(300, undefined, { signal });
    }
  } finally {
    await owner.end();
  }
}

import { setTimeout as wait } from "node:timers/promises";
import { openConnection } from "../../../packages/db/src/client/connection.ts";

const everyMs = 100;

/** How often connections were looked at, and how often one stood in a transaction doing nothing for two seconds: who waits holds it for five. */
export interface Seen {
  looks: number;
  held: number;
}

/** Looks at the database's connections until it is stopped: nobody who waits for others may hold one. */
export async function watchConnections(databaseUrl: string): Promise<{ stop(): Promise<Seen> }> {
  const connection = openConnection(databaseUrl, { prepare: false, name: "watch" });
  const seen: Seen = { looks: 0, held: 0 };
  let isOver = false;
  const run = (async () => {
    while (!isOver) {
      const { rows } = await connection.send<{ n: number }>({
        text: `select count(*)::int as n from pg_stat_activity
          where state like 'idle in transaction%' and clock_timestamp() - state_change > interval '2 seconds'`,
        values: [],
      });
      seen.looks += 1;
      seen.held += rows[0]!.n;
      await wait(everyMs);
    }
    await connection.end();
  })();
  run.catch(() => {});
  return {
    async stop() {
      isOver = true;
      await run;
      return seen;
    },
  };
}

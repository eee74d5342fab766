import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../packages/db/src/embedded/index.ts";
import { nextWait } from "./backoff.ts";
import type { StartSettings } from "./env.ts";
import { say, step } from "./progress.ts";

export interface Database {
  url: string;
  socketFolder: string | null;
  stop: () => Promise<void>;
}

/** The operator's own server, or ours in the data folder, started again when it dies. */
export async function openDatabase(settings: StartSettings): Promise<Database> {
  if (settings.databaseUrl) return { url: settings.databaseUrl, socketFolder: null, stop: async () => {} };
  const options = { dataDir: join(settings.dataDir, "postgres"), port: settings.ports.database };
  let server = await step(`starting PostgreSQL on port ${options.port}`, () =>
    startEmbeddedPostgres(options),
  );
  let isStopping = false;
  let restarting = Promise.resolve();

  async function keepAlive(waitedMs: number): Promise<void> {
    const from = Date.now();
    await server.exited;
    if (isStopping) return;
    const waitMs = nextWait(waitedMs, Date.now() - from);
    say(`PostgreSQL ended; starting it again in ${waitMs / 1000} s`);
    await wait(waitMs);
    if (isStopping) return;
    restarting = startEmbeddedPostgres(options).then(
      (started: EmbeddedPostgres) => {
        server = started;
        say("PostgreSQL is back");
      },
      (error: Error) => say(error.message),
    );
    await restarting;
    await keepAlive(waitMs);
  }
  void keepAlive(0);

  return {
    url: server.url,
    socketFolder: server.socketFolder,
    async stop() {
      isStopping = true;
      await restarting;
      await server.stop();
    },
  };
}

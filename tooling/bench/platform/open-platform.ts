import { join } from "node:path";
import { startEmbeddedPostgres } from "../../../packages/db/src/embedded/index.ts";
import { appUrl } from "../../../packages/db/src/env.ts";
import { buildIfStale, storefrontBuild } from "../../start/build.ts";
import { type Ports, portsFrom } from "../../start/env.ts";
import { masterKey } from "../../start/master-key.ts";
import { services } from "../../start/services.ts";
import { freePortRow } from "../../test/free-port.ts";
import { runNodeFile, type ServerProcess, startServer } from "../processes.ts";
import { type Bench, cleanEnv } from "../surroundings.ts";

/** A whole platform of the run's own, in production mode: database, worker and api run from the start. */
export interface Platform {
  readonly ports: Ports;
  readonly env: NodeJS.ProcessEnv;
  /** Address of the database's superuser. */
  readonly databaseUrl: string;
  /** Processes whose CPU is ours; the storefront's is there while it runs. */
  pids(): number[];
  /** Runs one of our own files with the platform's environment. */
  run(name: string, args: string[]): Promise<string>;
  /** Starts the storefront, in place of the one that runs, with further settings. */
  storefront(settings: Readonly<Record<string, string>>): Promise<ServerProcess>;
}

/** Boots the platform on free ports with a database, files and logs in the run's folder. */
export async function openPlatform(bench: Bench): Promise<Platform> {
  const { folder, signal, undo } = bench;
  const ports = portsFrom(await freePortRow(5));
  const database = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    port: ports.database,
    settings: { ...bench.postgres },
  });
  undo.push(() => database.stop());
  const { key } = masterKey(null, folder);
  const env: NodeJS.ProcessEnv = {
    ...cleanEnv(),
    DATABASE_URL: database.url,
    DATABASE_APP_URL: appUrl(database.url, Buffer.from(key, "base64"), database.socketFolder),
    HUTONG_PORT: String(ports.dashboard),
    HUTONG_DATA_DIR: folder,
    HUTONG_MASTER_KEY: key,
  };
  await runNodeFile("The migration", ["packages/db/src/migrate-cli.ts"], { env, signal });
  await buildIfStale(storefrontBuild, { env: cleanEnv(), signal });

  const running = new Map<string, ServerProcess>();
  const list = services({ ports, isDev: false });
  const start = async (
    name: "storefront" | "api" | "worker",
    settings: Readonly<Record<string, string>> = {},
  ) => {
    const { args } = list.find((service) => service.name === name)!;
    const at = {
      port: ports[name],
      readyPath: "/readyz",
      logs: folder,
      env: { ...env, ...settings },
      signal,
    };
    const server = await startServer(name, args, at);
    running.set(name, server);
    return server;
  };
  undo.push(async () => void (await Promise.all([...running.values()].map((server) => server.stop()))));
  await Promise.all([start("api"), start("worker")]);
  return {
    ports,
    env,
    databaseUrl: database.url,
    pids: () => [database.pid, ...[...running.values()].map(({ pid }) => pid)],
    run: (name, args) => runNodeFile(name, args, { env, signal }),
    async storefront(settings) {
      await running.get("storefront")?.stop();
      running.delete("storefront");
      return await start("storefront", settings);
    },
  };
}

import { appUrl } from "../../packages/db/src/env.ts";
import { buildIfStale, dashboardBuild, storefrontBuild } from "./build.ts";
import { lockDataDir } from "./data-lock.ts";
import { type Database, openDatabase } from "./database.ts";
import { childEnv, type Ports, type StartSettings } from "./env.ts";
import { waitForFreePorts } from "./free-ports.ts";
import { masterKey } from "./master-key.ts";
import { say, step } from "./progress.ts";
import { type RunOnce, runNode } from "./run-once.ts";
import { refuseMissingEntries, services } from "./services.ts";
import { type Supervised, supervise } from "./supervise.ts";
import { together } from "./together.ts";
import { onSourceChange } from "./watch.ts";

export interface Owner {
  email: string;
  password: string;
}

/** Brings the platform up; whatever was begun is undone by `undo`, last things first, however far it came. */
export async function bringUp(
  settings: StartSettings,
  signal: AbortSignal,
  undo: (() => Promise<void> | void)[],
): Promise<Owner | null> {
  const { release, wasKilled } = await lockDataDir(settings.dataDir, signal);
  undo.push(release);
  if (wasKilled) say("the last run was killed; recovering");
  const mine: (keyof Ports)[] = ["dashboard", "storefront", "api", "worker"];
  await waitForFreePorts(settings.ports, mine, wasKilled ? 10_000 : 0);
  const key = masterKey(settings.masterKey, settings.dataDir);
  if (key.isNew)
    say(`wrote a new master key to ${settings.dataDir}/master.key: keep a copy apart from your backups`);

  const database = await openDatabase(settings);
  undo.push(() => database.stop());
  signal.throwIfAborted();
  const how = { env: envFor(settings, database, key.key), signal };
  const [owner] = await together(
    signal,
    (shared) => prepareData(settings, { ...how, signal: shared }),
    (shared) => prepareCode(settings, { ...how, signal: shared }),
  );
  signal.throwIfAborted();
  await step("starting the applications", () => serve(settings, how, undo));
  return owner;
}

function envFor(settings: StartSettings, database: Database, key: string): NodeJS.ProcessEnv {
  const appKey = Buffer.from(key, "base64");
  const direct = appUrl(database.url, appKey, database.socketFolder);
  const application = settings.appUrl ?? (settings.poolUrl ? appUrl(settings.poolUrl, appKey) : direct);
  return childEnv(settings, { databaseUrl: database.url, appUrl: application, masterKey: key });
}

async function prepareData(settings: StartSettings, how: RunOnce): Promise<Owner | null> {
  await step("bringing the database up to date", () =>
    runNode("The migration", ["packages/db/src/migrate-cli.ts"], how),
  );
  if (!settings.hasDemo) return null;
  const seed = ["apps/cli/src/index.ts", "demo", "seed", "--json"];
  const said = await step("making the demo stores, if there are none", () => runNode("Seeding", seed, how));
  return readOwner(said);
}

export function readOwner(said: string): Owner | null {
  const last = said.trim().split("\n").at(-1) ?? "";
  const answer = JSON.parse(last) as { owner?: Owner };
  return answer.owner ?? null;
}

async function prepareCode(settings: StartSettings, how: RunOnce): Promise<void> {
  await buildIfStale(storefrontBuild, how);
  if (!settings.isDev) await buildIfStale(dashboardBuild, how);
}

async function serve(
  settings: StartSettings,
  how: RunOnce,
  undo: (() => Promise<void> | void)[],
): Promise<void> {
  const list = services(settings);
  refuseMissingEntries(list);
  const running = new Map<string, Supervised>();
  undo.push(async () => void (await Promise.all([...running.values()].map((service) => service.stop()))));
  for (const service of list) {
    running.set(
      service.name,
      supervise(service, { env: how.env, dataDir: settings.dataDir, showsLogs: settings.showsLogs }),
    );
  }
  await Promise.all([...running.values()].map((service) => service.ready(how.signal)));
  if (settings.isDev) followSources(running, how);
}

/** Next follows its own sources; the others are started again, the storefront after a build. */
function followSources(running: Map<string, Supervised>, how: RunOnce): void {
  const folders = ["packages", "apps/api", "apps/worker", "apps/storefront"];
  onSourceChange(folders, how.signal, async () => {
    running.get("api")?.restart();
    running.get("worker")?.restart();
    try {
      if (await buildIfStale(storefrontBuild, how)) running.get("storefront")?.restart();
    } catch (error) {
      say((error as Error).message);
    }
  });
}

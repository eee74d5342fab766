import { appUrl } from "../../packages/db/src/env.ts";
import { buildIfStale, dashboardBuild, storefrontBuild } from "./build.ts";
import { lockDataDir } from "./data-lock.ts";
import { type Database, openDatabase } from "./database.ts";
import { type DemoAccount, tellStripe, writeDemoAccounts } from "./demo-accounts.ts";
import { childEnv, type Ports, type StartSettings } from "./env.ts";
import { waitForFreePorts } from "./free-ports.ts";
import { masterKey } from "./master-key.ts";
import { say, step } from "./progress.ts";
import { type RunOnce, runNode } from "./run-once.ts";
import { refuseMissingEntries, type Service, services, simulatorsService } from "./services.ts";
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
  if (settings.hasSimulators) mine.push("wechatPay", "alipay", "stripe");
  await waitForFreePorts(settings.ports, mine, wasKilled ? 10_000 : 0);
  const key = masterKey(settings.masterKey, settings.dataDir);
  if (key.isNew)
    say(`wrote a new master key to ${settings.dataDir}/master.key: keep a copy apart from your backups`);

  const database = await openDatabase(settings);
  undo.push(() => database.stop());
  signal.throwIfAborted();
  const how = { env: envFor(settings, database, key.key), signal };
  const running: Running = new Map();
  undo.push(async () => void (await Promise.all([...running.values()].map((service) => service.stop()))));
  if (settings.hasSimulators) begin(running, simulatorsService(settings), settings, how);
  const [owner] = await together(
    signal,
    (shared) => prepareData(settings, running, { ...how, signal: shared }),
    (shared) => prepareCode(settings, { ...how, signal: shared }),
  );
  signal.throwIfAborted();
  await step("starting the applications", () => serve(settings, running, how));
  return owner;
}

function envFor(settings: StartSettings, database: Database, key: string): NodeJS.ProcessEnv {
  const appKey = Buffer.from(key, "base64");
  const direct = appUrl(database.url, appKey, database.socketFolder);
  const application = settings.appUrl ?? (settings.poolUrl ? appUrl(settings.poolUrl, appKey) : direct);
  return childEnv(settings, { databaseUrl: database.url, appUrl: application, masterKey: key });
}

async function prepareData(settings: StartSettings, running: Running, how: RunOnce): Promise<Owner | null> {
  await step("bringing the database up to date", () =>
    runNode("The migration", ["packages/db/src/migrate-cli.ts"], how),
  );
  if (!settings.hasDemo) return null;
  const { dataDir, ports } = settings;
  const simulators = running.get("simulators");
  await simulators?.ready(how.signal);
  const accounts = simulators ? ["--payments", writeDemoAccounts(dataDir, ports)] : [];
  const seed = ["apps/cli/src/index.ts", "demo", "seed", "--json", ...accounts];
  const said = await step("making the demo stores, if there are none", () => runNode("Seeding", seed, how));
  const seeded = readSeeded(said);
  await tellStripe(dataDir, ports, seeded.accounts);
  return seeded.owner;
}

/** What `demo seed` answered, on its last line. */
export function readSeeded(said: string): { owner: Owner | null; accounts: DemoAccount[] } {
  const last = said.trim().split("\n").at(-1) ?? "";
  const answer = JSON.parse(last) as { owner?: Owner; accounts?: DemoAccount[] };
  return { owner: answer.owner ?? null, accounts: answer.accounts ?? [] };
}

async function prepareCode(settings: StartSettings, how: RunOnce): Promise<void> {
  await buildIfStale(storefrontBuild, how);
  if (!settings.isDev) await buildIfStale(dashboardBuild, how);
}

/** Services by name. */
type Running = Map<string, Supervised>;

function begin(running: Running, service: Service, settings: StartSettings, { env }: RunOnce): void {
  const { dataDir, showsLogs } = settings;
  running.set(service.name, supervise(service, { env, dataDir, showsLogs }));
}

async function serve(settings: StartSettings, running: Running, how: RunOnce): Promise<void> {
  const list = services(settings);
  refuseMissingEntries(list);
  for (const service of list) begin(running, service, settings, how);
  await Promise.all([...running.values()].map((service) => service.ready(how.signal)));
  if (settings.isDev) followSources(running, how);
}

/** Next follows its own sources; the others are started again, the storefront after a build. */
function followSources(running: Running, how: RunOnce): void {
  const folders = ["packages", "simulators", "apps/api", "apps/worker", "apps/storefront"];
  onSourceChange(folders, how.signal, async () => {
    running.get("api")?.restart();
    running.get("worker")?.restart();
    running.get("simulators")?.restart();
    try {
      if (await buildIfStale(storefrontBuild, how)) running.get("storefront")?.restart();
    } catch (error) {
      say((error as Error).message);
    }
  });
}

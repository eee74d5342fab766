import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { postgresBinaries } from "./binaries.ts";
import { clusterFolder, ensureCluster, ensureFolder, giveFolder } from "./cluster.ts";
import { endWithParent } from "./end-with-parent.ts";
import { clearLeftovers, endServer, readPostmaster } from "./leftover.ts";
import { type RunAs, runAs, spawnAs } from "./run-as.ts";
import { type PostgresSettings, settingsArguments } from "./settings.ts";
import { forgetSocket, socketFolderOf } from "./socket.ts";
import { embeddedDatabaseUrl } from "./superuser.ts";

export interface EmbeddedPostgresOptions {
  dataDir: string;
  port: number;
  /** Beside the defaults, or in place of them. */
  settings?: PostgresSettings;
  /** Removed with the server, for tests. */
  isTemporary?: boolean;
}

export interface EmbeddedPostgres {
  /** As superuser. */
  url: string;
  /** Holds its Unix socket, a shorter way than TCP for processes of this machine; null where its name is too long. */
  socketFolder: string | null;
  pid: number;
  /** Settles when the server is gone, asked or not. */
  exited: Promise<void>;
  stop: () => Promise<void>;
}

const readyWithinMs = 120_000;
const logLimit = 16 * 1024 * 1024;

/** Boots PostgreSQL on a data folder, making the cluster first or recovering what a killed run left. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const remove = () => {
    if (options.isTemporary) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const server = await boot({ ...options, dataDir });
    const url = embeddedDatabaseUrl({ dataDir, port: options.port });
    const { pid, exited, socketFolder } = server;
    return { url, pid, exited, socketFolder, stop: () => server.stop().then(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

async function boot({ dataDir, port, settings, isTemporary }: EmbeddedPostgresOptions) {
  const binaries = postgresBinaries();
  ensureFolder(dataDir);
  const run = runAs([binaries.postgres, dataDir]);
  giveFolder(dataDir, run);
  await ensureCluster(dataDir, binaries, run);
  const cluster = clusterFolder(dataDir);
  await clearLeftovers(cluster);
  forgetSocket(dataDir, port);

  const socketFolder = socketFolderOf(dataDir, port);
  const here = { unix_socket_directories: socketFolder ?? "", ...settings };
  const args = ["-D", cluster, "-p", String(port), ...settingsArguments(here)];
  const server = launch(run, binaries.postgres, args, join(dataDir, "postgres.log"));
  const watcher = endWithParent(server.pid, join(cluster, "postmaster.pid"), isTemporary ? dataDir : "");
  server.exited.then(() => watcher.kill("SIGKILL"));
  const stop = () => endServer(server.pid, server.isAlive);
  try {
    await becomeReady(server, cluster);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...server, socketFolder, stop };
}

type Server = ReturnType<typeof launch>;

function launch(run: RunAs, command: string, args: string[], logFile: string) {
  const how = spawnAs(run, command, args);
  const log = openSync(logFile, sizeOf(logFile) > logLimit ? "w" : "a");
  const logFrom = sizeOf(logFile);
  // Its own process group: Ctrl-C in a terminal must reach us alone, who stop the applications first.
  const child = spawn(how.command, how.args, { ...how.options, stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  let isGone = false;
  const exited = new Promise<void>((settle) => {
    const end = () => {
      isGone = true;
      settle();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  child.unref();
  return {
    pid: child.pid ?? 0,
    exited,
    isAlive: () => !isGone,
    said: () => readFileSync(logFile).subarray(logFrom).toString().trim().split("\n").slice(-12).join("\n"),
  };
}

async function becomeReady(server: Server, cluster: string): Promise<void> {
  const until = Date.now() + readyWithinMs;
  while (Date.now() < until) {
    if (!server.isAlive()) throw new Error(`PostgreSQL did not start:\n${server.said()}`);
    const recorded = readPostmaster(cluster);
    if (recorded?.pid === server.pid && recorded.isReady) return;
    await wait(25);
  }
  throw new Error(`PostgreSQL was not ready within ${readyWithinMs / 1000} s:\n${server.said()}`);
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { postgresBinaries } from "./binaries.ts";
import { type RunAs, spawnAs } from "./run-as.ts";
import { databaseName, ensurePassword, passwordFile, superuser } from "./superuser.ts";

const major = "18";

export function clusterFolder(dataDir: string): string {
  return join(dataDir, "cluster");
}

/** The folder is closed to others; the folders above it are made as usual, since the server has to pass them. */
export function ensureFolder(dataDir: string): void {
  mkdirSync(dirname(dataDir), { recursive: true });
  if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 });
}

/** To the user the server runs as; whole, since root may have copied a cluster here or run it otherwise before. */
export function giveFolder(dataDir: string, { uid, gid }: RunAs): void {
  if (uid === undefined || gid === undefined) return;
  const inside = join(clusterFolder(dataDir), "PG_VERSION");
  const isForeign = [dataDir, inside].some((path) => existsSync(path) && statSync(path).uid !== uid);
  if (isForeign) execFileSync("chown", ["-R", `${uid}:${gid}`, dataDir]);
}

/** Makes the cluster when there is none. It is made aside and renamed when whole, so a crash leaves no half. */
export async function ensureCluster(
  dataDir: string,
  binaries: ReturnType<typeof postgresBinaries>,
  run: RunAs,
): Promise<void> {
  const cluster = clusterFolder(dataDir);
  if (existsSync(cluster)) return refuseOtherMajor(cluster);
  const draft = join(dataDir, "cluster.new");
  rmSync(draft, { recursive: true, force: true });
  ensurePassword(dataDir, run);
  // The builtin C.UTF-8 sorts by code point like C, and still knows upper and lower case outside ASCII.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = [`--username=${superuser}`, `--pwfile=${passwordFile(dataDir)}`, "--auth=scram-sha-256"];
  await finish(run, binaries.initdb, [`--pgdata=${draft}`, ...locale, ...access]);
  await finish(
    run,
    binaries.postgres,
    ["--single", "-D", draft, "postgres"],
    `CREATE DATABASE ${databaseName}\n`,
  );
  renameSync(draft, cluster);
}

function refuseOtherMajor(cluster: string): void {
  const found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (found === major) return;
  throw new Error(
    `${cluster} was made by PostgreSQL ${found}, this one is ${major}: restore a backup into a new data folder.`,
  );
}

function finish(run: RunAs, command: string, args: string[], input = ""): Promise<void> {
  const how = spawnAs(run, command, args);
  return new Promise((resolve, reject) => {
    const child = spawn(how.command, how.args, { ...how.options, stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.stdin.end(input);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code}:\n${said.trim()}`));
    });
  });
}

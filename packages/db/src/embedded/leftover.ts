import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Lines 1 and 8 of postmaster.pid, as pg_ctl reads them. */
export function readPostmaster(cluster: string): { pid: number; isReady: boolean } | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, isReady: lines[7]?.trim() === "ready" } : null;
}

/**
 * Ends what a killed run left on this cluster: a server without its supervisor, or server processes without
 * their server. It is stopped and not adopted, as its settings and port may not be ours any more.
 */
export async function clearLeftovers(cluster: string): Promise<void> {
  const recorded = readPostmaster(cluster);
  if (recorded && isServerOf(recorded.pid, cluster))
    await endServer(recorded.pid, () => isServerOf(recorded.pid, cluster));
  for (const pid of serverProcessesOf(cluster))
    await endServer(pid, () => isServerOf(pid, cluster), ["SIGQUIT", "SIGKILL"]);
  // PostgreSQL takes any living process of ours with the recorded pid for a server, and in a restarted
  // container that pid may well be a Node process.
  if (existsSync(cluster)) rmSync(join(cluster, "postmaster.pid"), { force: true });
}

/** Fast shutdown first; then as if it had crashed, which the next start recovers from. */
export async function endServer(
  pid: number,
  isAlive: () => boolean,
  signals: NodeJS.Signals[] = ["SIGINT", "SIGQUIT", "SIGKILL"],
): Promise<void> {
  const patienceMs: Partial<Record<NodeJS.Signals, number>> = {
    SIGINT: 30_000,
    SIGQUIT: 6_000,
    SIGKILL: 6_000,
  };
  for (const signal of signals) {
    if (!isAlive()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + (patienceMs[signal] ?? 0);
    while (Date.now() < until) {
      if (!isAlive()) return;
      await wait(30);
    }
  }
  throw new Error(`PostgreSQL process ${pid} does not end.`);
}

// Every server process works in the cluster's folder, which tells ours from anybody else's.
function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform !== "linux") return commandOf(pid).includes(cluster);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster) && nameOf(pid) === "postgres";
  } catch {
    return false;
  }
}

function serverProcessesOf(cluster: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && isServerOf(pid, cluster));
}

function nameOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
}

function commandOf(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

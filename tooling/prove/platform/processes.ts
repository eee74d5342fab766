import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clusterFolder } from "../../../packages/db/src/embedded/cluster.ts";

export const processNames = ["storefront", "api", "worker", "dashboard", "postgres"] as const;
export type ProcessName = (typeof processNames)[number];

// What stands in the command line of each; the supervisor's own children only are looked at.
const marks: Readonly<Record<Exclude<ProcessName, "postgres">, RegExp>> = {
  storefront: /apps\/storefront\//,
  api: /apps\/api\//,
  worker: /apps\/worker\//,
  // Next gives its process a title once it serves.
  dashboard: /\/next\/dist\/bin\/next |^next-server/,
};

function childrenOf(parent: number): { pid: number; command: string }[] {
  const listing = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  return listing.split("\n").flatMap((line) => {
    const [, pid, ppid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent ? [{ pid: Number(pid), command: command ?? "" }] : [];
  });
}

/** The pid of a process that this supervisor started and that runs now; null while it does not. */
export function findProcess(supervisor: number, dataDir: string, name: ProcessName): number | null {
  if (name === "postgres") {
    try {
      const [line] = readFileSync(
        join(clusterFolder(join(dataDir, "postgres")), "postmaster.pid"),
        "utf8",
      ).split("\n");
      return Number(line) || null;
    } catch {
      return null;
    }
  }
  return childrenOf(supervisor).find(({ command }) => marks[name].test(command))?.pid ?? null;
}

/** A process and those that it started itself. */
export function withChildren(pid: number): number[] {
  return [pid, ...childrenOf(pid).map((child) => child.pid)];
}

/** Ends a process as the power going out would. False when it was gone already. */
export function killHard(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

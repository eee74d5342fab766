import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";

const graceMs = 8_000;

/** Asks a child to end, and makes it and whatever it started end after 8 s. It must lead its own group. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (isRunning(child)) {
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await Promise.race([gone, wait(graceMs, undefined, { ref: false })]);
  }
  signalGroup(child.pid, "SIGKILL");
  if (isRunning(child)) await once(child, "exit");
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // No such group: all of them are gone already.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

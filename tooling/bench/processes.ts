import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { endGroup } from "../start/end-group.ts";
import { root } from "../start/env.ts";
import { logFile } from "../start/output.ts";
import { type RunOnce, runNode, runOnce } from "../start/run-once.ts";

const readyWithinMs = 60_000;
const endWithParent = `--import=${fileURLToPath(new URL("../start/child.mjs", import.meta.url))}`;

/** A server in a process of its own, led by us. */
export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

/** Runs a command to its end and answers its standard output. */
export function runCommand(name: string, command: string, args: string[], how: RunOnce): Promise<string> {
  return runOnce(name, command, args, how);
}

/** Runs a TypeScript file to its end; it ends with us. */
export function runNodeFile(name: string, args: string[], how: RunOnce): Promise<string> {
  return runNode(name, [endWithParent, ...args], how);
}

/** Starts a server, its output in a file of `logs`, and waits until it answers `readyPath`. */
export async function startServer(
  name: string,
  args: readonly string[],
  at: { port: number; readyPath: string; logs: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<ServerProcess> {
  const log = logFile(at.logs, name);
  const output = log.open();
  const child = spawn(process.execPath, [endWithParent, ...args], {
    cwd: root,
    env: at.env,
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  closeSync(output);
  const stop = () => endGroup(child);
  const until = Date.now() + readyWithinMs;
  while (!(await answers(at.port, at.readyPath))) {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (isOver || at.signal.aborted || Date.now() > until) {
      await stop();
      throw new Error(`${name} did not become ready:\n${log.tail()}`);
    }
    await wait(50);
  }
  return { pid: child.pid!, port: at.port, stop };
}

async function answers(port: number, path: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

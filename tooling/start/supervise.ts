import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { nextWait } from "./backoff.ts";
import { endGroup } from "./end-group.ts";
import { root } from "./env.ts";
import { logFile, prefixLines } from "./output.ts";
import { say } from "./progress.ts";
import type { Service } from "./services.ts";

export interface Supervised {
  /** Resolves when /readyz answers 200; throws when it does not in time, or the process keeps dying. */
  ready: (signal: AbortSignal) => Promise<void>;
  restart: () => void;
  stop: () => Promise<void>;
}

export interface Surroundings {
  env: NodeJS.ProcessEnv;
  dataDir: string;
  showsLogs: boolean;
}

const readyWithinMs = 90_000;
const deathsBeforeReady = 4;
const shortLifeMs = 5_000;

/** Keeps a service running: a process that dies is started again, with growing waits. */
export function supervise(service: Service, surroundings: Surroundings): Supervised {
  const log = logFile(surroundings.dataDir, service.name);
  let child: ChildProcess;
  let startedAt = 0;
  let waitedMs = 0;
  let deaths = 0;
  let isStopping = false;
  let isRestarting = false;

  function start(): void {
    startedAt = Date.now();
    child = launch(service, surroundings, log.open);
    child.once("error", (error) => void startAgain(error.message));
    child.once("exit", (code, by) => void startAgain(by ?? `status ${code}`));
  }

  async function startAgain(cause: string): Promise<void> {
    await endGroup(child);
    if (isStopping) return;
    if (isRestarting) {
      isRestarting = false;
      return start();
    }
    deaths += 1;
    const livedMs = Date.now() - startedAt;
    waitedMs = nextWait(waitedMs, livedMs);
    const lived = (livedMs / 1000).toFixed(1);
    say(`${service.name} ended (${cause}) after ${lived} s; starting it again in ${waitedMs / 1000} s`);
    if (livedMs < shortLifeMs) process.stdout.write(log.tail());
    await wait(waitedMs);
    if (!isStopping) start();
  }

  start();
  return {
    async ready(signal) {
      const until = Date.now() + readyWithinMs;
      while (!(await isReady(service.port))) {
        signal.throwIfAborted();
        if (Date.now() > until || deaths >= deathsBeforeReady) {
          throw new Error(`${service.name} did not become ready. ${log.path} ends with:\n${log.tail()}`);
        }
        await wait(100);
      }
    },
    restart() {
      const isUp = child.exitCode === null && child.signalCode === null;
      isRestarting = isUp;
      if (isUp) child.kill("SIGTERM");
    },
    async stop() {
      isStopping = true;
      await endGroup(child);
    },
  };
}

function launch(service: Service, { env, showsLogs }: Surroundings, openLog: () => number): ChildProcess {
  const file = showsLogs ? null : openLog();
  const child = spawn(process.execPath, service.args, {
    cwd: join(root, service.folder ?? ""),
    env: { ...env, ...service.env },
    // A group of its own: Ctrl-C reaches the supervisor alone, and what the child starts ends with it.
    detached: true,
    stdio: ["ignore", file ?? "pipe", file ?? "pipe", "ipc"],
  });
  if (file !== null) closeSync(file);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) prefixLines(stream, service.name, (line) => process.stdout.write(line));
  }
  return child;
}

async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { databaseName, embeddedDatabaseUrl } from "../../../packages/db/src/embedded/index.ts";
import { cpuOf } from "../../bench/cpu.ts";
import { type Ports, portsFrom, root } from "../../start/env.ts";
import { startPooler } from "../../test/pooler.ts";
import type { ProofRun } from "../proof.ts";
import { findProcess, killHard, type ProcessName, processNames, withChildren } from "./processes.ts";

/** A whole platform on ports and in a data folder of its own, as `npm start` runs it. */
export interface Platform {
  readonly ports: Ports;
  readonly masterKey: Buffer;
  /** Address of the database as its owner. */
  readonly databaseUrl: string;
  /** The pooler's address, where the proof asked for one. */
  readonly poolUrl: string | null;
  /** Runs an operator's command and answers what it printed as JSON; throws when it failed. */
  hutong<Answer>(...command: string[]): Promise<Answer>;
  /** Ends one process by SIGKILL; its supervisor starts it again. False while it does not run. */
  kill(name: ProcessName): boolean;
  /** The process that runs now under a name; null while none does. */
  pidOf(name: ProcessName): number | null;
  /** The database server's processes that run now, the postmaster first. */
  postgresPids(): readonly number[];
  /** Ends everything at once by SIGKILL, the supervisor too, and starts it again. */
  killAll(): Promise<void>;
  /** Stops it in good order and starts it again with other variables. */
  restart(env: Record<string, string>): Promise<void>;
  /** CPU that a process and what it started have used so far, milliseconds; null where that cannot be known. */
  cpuMs(name: ProcessName): number | null;
  /** Waits until every server answers that it is ready. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const readyWithinMs = 90_000;

interface Begun {
  readonly child: ChildProcess;
  readonly gone: Promise<unknown>;
}

async function begin(env: NodeJS.ProcessEnv, dataDir: string, signal: AbortSignal): Promise<Begun> {
  signal.throwIfAborted();
  const log = openSync(join(dataDir, "platform.log"), "a");
  const child = spawn(process.execPath, ["tooling/start/index.ts"], {
    cwd: root,
    env,
    stdio: ["ignore", log, log, "ipc"],
  });
  const gone = once(child, "exit");
  const abort = () => child.kill("SIGTERM");
  signal.addEventListener("abort", abort, { once: true });
  void gone.then(() => signal.removeEventListener("abort", abort));
  // Its only message is that it is ready.
  const isReady = await Promise.race([once(child, "message").then(() => true), gone.then(() => false)]);
  if (signal.aborted) await gone;
  signal.throwIfAborted();
  if (!isReady) throw new Error(`The platform did not start; ${join(dataDir, "platform.log")} says why.`);
  return { child, gone };
}

async function end({ child, gone }: Begun): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGTERM");
    await gone;
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Starts a platform, behind a pooler where the proof asks for one. Variables in `env` go to all its processes. */
export async function startPlatform(run: ProofRun, env: Record<string, string> = {}): Promise<Platform> {
  const dataDir = process.env.HUTONG_DATA_DIR!;
  const masterKey = process.env.HUTONG_MASTER_KEY!;
  const ports = portsFrom(Number(process.env.HUTONG_PORT));
  const own: NodeJS.ProcessEnv = { ...process.env, HUTONG_DEMO: "0", HUTONG_SIMULATORS: "0", ...env };
  for (const name of ["DATABASE_URL", "DATABASE_POOL_URL", "DATABASE_APP_URL"]) delete own[name];
  const pooler = run.pgbouncer
    ? await startPooler(run.pgbouncer, {
        ...own,
        TEST_DATABASE_URL: `postgres://127.0.0.1:${ports.database}`,
        HUTONG_MASTER_KEY: masterKey,
      })
    : null;
  if (pooler) {
    const url = new URL(pooler.url);
    url.pathname = `/${databaseName}`;
    Object.assign(own, { DATABASE_POOL_URL: url.toString(), DATABASE_PREPARE: "false" });
  }
  const first = begin(own, dataDir, run.signal);
  await first.catch(() => pooler?.stop());
  let begun = await first;
  const stop = async () => {
    await end(begun);
    await pooler?.stop();
  };

  return {
    ports,
    masterKey: Buffer.from(masterKey, "base64"),
    poolUrl: pooler?.url ?? null,
    get databaseUrl() {
      return embeddedDatabaseUrl({ dataDir: join(dataDir, "postgres"), port: ports.database });
    },
    hutong: (...command) => runCommand(own, command),
    kill: (name) => killHard(findProcess(begun.child.pid!, dataDir, name)),
    pidOf: (name) => findProcess(begun.child.pid!, dataDir, name),
    postgresPids() {
      const postmaster = findProcess(begun.child.pid!, dataDir, "postgres");
      return postmaster === null ? [] : withChildren(postmaster);
    },
    cpuMs(name) {
      const pid = findProcess(begun.child.pid!, dataDir, name);
      return pid === null ? null : cpuOf([pid]);
    },
    async killAll() {
      const supervisor = begun.child.pid!;
      const pids = processNames.map((name) => findProcess(supervisor, dataDir, name));
      for (const pid of [supervisor, ...pids]) killHard(pid);
      await begun.gone;
      begun = await begin(own, dataDir, run.signal);
    },
    async restart(change) {
      await end(begun);
      begun = await begin(Object.assign(own, change), dataDir, run.signal);
    },
    async ready() {
      const until = Date.now() + readyWithinMs;
      for (const port of [ports.storefront, ports.api, ports.worker, ports.dashboard]) {
        while (!(await answers(port))) {
          run.signal.throwIfAborted();
          if (Date.now() > until) throw new Error(`Nothing ready on port ${port}.`);
          await wait(50);
        }
      }
    },
    stop,
  };
}

async function runCommand<Answer>(env: NodeJS.ProcessEnv, command: string[]): Promise<Answer> {
  const child = spawn(process.execPath, ["apps/cli/src/index.ts", ...command, "--json"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`hutong ${command.join(" ")} ended with ${code}: ${out}${err}`);
  return JSON.parse(out) as Answer;
}

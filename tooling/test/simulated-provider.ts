import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../start/env.ts";
import { freePort } from "./free-port.ts";
import { runFile, type Surroundings } from "./run.ts";

const endWithParent = new URL("../start/child.mjs", import.meta.url).href;

/** A provider whose far end is played by a folder of `simulators/`. */
export interface Simulated {
  /** Id of the provider, and name of the folder. */
  readonly provider: string;
  readonly portVariable: string;
  /** Tells the journeys where it listens. */
  readonly originVariable: string;
  /** What a merchant is registered with. */
  registration(surroundings: Surroundings): object;
}

/** A simulated far end, running; the platform that uses it needs `env`. */
export interface SimulatedProvider {
  readonly env: Record<string, string>;
  /** Connects a new merchant's account to a store of the platform. */
  connect(store: string, surroundings: Surroundings): Promise<void>;
  stop(): Promise<void>;
}

async function register(origin: string, registration: object): Promise<string> {
  const answer = await fetch(`${origin}/control/merchants`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(registration),
  });
  if (!answer.ok) throw new Error(`The simulator at ${origin} answered ${answer.status}.`);
  return await answer.text();
}

async function connect(provider: string, store: string, credentials: string, surroundings: Surroundings) {
  const folder = mkdtempSync(join(tmpdir(), `hutong-${provider}-`));
  try {
    const file = join(folder, "credentials.json");
    writeFileSync(file, credentials, { mode: 0o600 });
    const command = ["payments", "connect", "--provider", provider, "--store", store];
    const code = await runFile(["apps/cli/src/index.ts", ...command, "--credentials", file], surroundings);
    if (code !== 0) throw new Error(`The simulated ${provider} could not be connected.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Starts a simulator in a process of its own; its first line says that it listens. */
export async function startSimulated(
  { provider, portVariable, originVariable, registration }: Simulated,
  { env }: Surroundings,
): Promise<SimulatedProvider> {
  const port = String(await freePort());
  const child = spawn(process.execPath, ["--import", endWithParent, `simulators/${provider}/src/server.ts`], {
    cwd: root,
    env: { ...env, [portVariable]: port },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(() => false);
  const isReady = await Promise.race([once(createInterface(child.stdout!), "line").then(() => true), gone]);
  if (!isReady) throw new Error(`The simulated ${provider} did not start.`);
  const origin = `http://127.0.0.1:${port}`;
  return {
    env: { HUTONG_SIMULATORS: "1", [originVariable]: origin },
    async connect(store, surroundings) {
      await connect(provider, store, await register(origin, registration(surroundings)), surroundings);
    },
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { root } from "../start/env.ts";
import { freePort } from "./free-port.ts";
import type { Surroundings } from "./run.ts";

const endWithParent = new URL("../start/child.mjs", import.meta.url).href;

/** A provider whose far end is played by a folder of `simulators/`. */
export interface Simulated {
  /** Id of the provider, and name of the folder. */
  readonly provider: string;
  readonly portVariable: string;
  /** Tells the journeys where it listens. */
  readonly originVariable: string;
  /** The demo store that the journeys pay in by it. */
  readonly store: string;
  /** What a merchant is registered with. */
  registration(surroundings: Surroundings): object;
  /** A further account by the same merchant, for another store: what its credentials say beside the first one's. */
  readonly further?: { readonly store: string; readonly credentials: object };
  /** What the platform's own account is registered with, under which merchants open theirs. */
  readonly platform?: (surroundings: Surroundings) => object;
  /** What the far end is to know once the account is there. */
  readonly introduce?: (account: ConnectedAccount, surroundings: Surroundings) => Promise<void>;
}

export interface ConnectedAccount {
  readonly id: string;
  /** As the far end gave them out. */
  readonly credentials: Readonly<Record<string, string>>;
  control(knob: string, input: object): Promise<string>;
}

/** A simulated far end, running; the platform that uses it needs `env`. */
export interface SimulatedProvider {
  readonly env: Record<string, string>;
  /** Connects a new merchant's account to its store of the platform. */
  connect(surroundings: Surroundings): Promise<void>;
  stop(): Promise<void>;
}

async function control(origin: string, knob: string, input: object): Promise<string> {
  const answer = await fetch(`${origin}/control/${knob}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`The simulator at ${origin} answered ${answer.status}.`);
  return await answer.text();
}

/** Runs a verb of `payments` with credentials by the command line, and answers what it says. */
async function connectBy<Said>(
  command: readonly string[],
  credentials: string,
  env: NodeJS.ProcessEnv,
): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), "hutong-credentials-"));
  try {
    const file = join(folder, "credentials.json");
    writeFileSync(file, credentials, { mode: 0o600 });
    const args = ["apps/cli/src/index.ts", "payments", ...command, "--credentials", file, "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    return JSON.parse(stdout) as Said;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Connects an account of a store, and answers its id. */
async function connectAccount(
  { provider, store }: Pick<Simulated, "provider" | "store">,
  credentials: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const command = ["connect", "--provider", provider, "--store", store];
  return (await connectBy<{ accountId: string }>(command, credentials, env)).accountId;
}

/** Starts a simulator in a process of its own; its first line says that it listens. */
export async function startSimulated(
  simulated: Simulated,
  { env }: Surroundings,
): Promise<SimulatedProvider> {
  const { provider, portVariable, originVariable } = simulated;
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
    async connect(surroundings) {
      const given = await control(origin, "merchants", simulated.registration(surroundings));
      const id = await connectAccount(simulated, given, surroundings.env);
      const credentials = JSON.parse(given) as Record<string, string>;
      const { further } = simulated;
      if (further) {
        const theirs = JSON.stringify({ ...credentials, ...further.credentials });
        await connectAccount({ provider, store: further.store }, theirs, surroundings.env);
      }
      const account = { id, credentials, control: control.bind(null, origin) };
      await simulated.introduce?.(account, surroundings);
      if (!simulated.platform) return;
      const { publishableKey: _, ...keys } = JSON.parse(
        await control(origin, "merchants", simulated.platform(surroundings)),
      ) as Record<string, string>;
      await connectBy(["connect-platform", "--provider", provider], JSON.stringify(keys), surroundings.env);
    },
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

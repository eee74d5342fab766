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

/** Stripe's simulated far end, running; the platform that uses it needs `env`. */
export interface Stripe {
  readonly env: Record<string, string>;
  /** Connects a new merchant's account to a store of the platform, and its notices to the account. */
  connect(store: string, surroundings: Surroundings): Promise<void>;
  stop(): Promise<void>;
}

async function control(origin: string, knob: string, input: object): Promise<string> {
  const answer = await fetch(`${origin}/control/${knob}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`The simulated Stripe answered ${answer.status}.`);
  return await answer.text();
}

/** Connects the account by the command line, and answers its id. */
async function connectAccount(store: string, credentials: string, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "hutong-stripe-"));
  try {
    const file = join(folder, "credentials.json");
    writeFileSync(file, credentials, { mode: 0o600 });
    const command = ["apps/cli/src/index.ts", "payments", "connect", "--provider", "stripe"];
    const args = [...command, "--store", store, "--credentials", file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    const id = /as account ([0-9a-f-]{36})/.exec(stdout)?.[1];
    if (!id) throw new Error("The simulated Stripe could not be connected.");
    return id;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Starts the simulator in a process of its own; its first line says that it listens. */
export async function startStripe({ env }: Surroundings): Promise<Stripe> {
  const port = String(await freePort());
  const child = spawn(process.execPath, ["--import", endWithParent, "simulators/stripe/src/server.ts"], {
    cwd: root,
    env: { ...env, HUTONG_SIMULATOR_STRIPE_PORT: port },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(() => false);
  const isReady = await Promise.race([once(createInterface(child.stdout!), "line").then(() => true), gone]);
  if (!isReady) throw new Error("The simulated Stripe did not start.");
  const origin = `http://127.0.0.1:${port}`;
  return {
    env: { HUTONG_SIMULATORS: "1", STRIPE_SIMULATOR: origin },
    async connect(store, surroundings) {
      const credentials = await control(origin, "merchants", {});
      const { secretKey } = JSON.parse(credentials) as { secretKey: string };
      const id = await connectAccount(store, credentials, surroundings.env);
      const api = Number(surroundings.env.HUTONG_PORT) + 2;
      const url = `http://127.0.0.1:${api}/payments/notices/stripe/${id}`;
      await control(origin, "endpoint", { secretKey, url });
    },
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

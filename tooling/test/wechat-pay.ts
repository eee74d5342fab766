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

/** WeChat Pay's simulated far end, running; the platform that uses it needs `env`. */
export interface WechatPay {
  readonly env: Record<string, string>;
  /** Connects a new merchant's account to a store of the platform. */
  connect(store: string, surroundings: Surroundings): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the simulator in a process of its own; its first line says that it listens. */
export async function startWechatPay({ env }: Surroundings): Promise<WechatPay> {
  const port = String(await freePort());
  const child = spawn(process.execPath, ["--import", endWithParent, "simulators/wechat-pay/src/server.ts"], {
    cwd: root,
    env: { ...env, HUTONG_SIMULATOR_WECHAT_PAY_PORT: port },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(() => false);
  const isReady = await Promise.race([once(createInterface(child.stdout!), "line").then(() => true), gone]);
  if (!isReady) throw new Error("The simulated WeChat Pay did not start.");
  const origin = `http://127.0.0.1:${port}`;
  return {
    env: { HUTONG_SIMULATORS: "1", WECHAT_PAY_SIMULATOR: origin },
    async connect(store, surroundings) {
      // The pay host: the one host that merchants of the platform register.
      const hosts = [`localhost:${Number(surroundings.env.HUTONG_PORT) + 2}`];
      const answer = await fetch(`${origin}/control/merchants`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ h5Hosts: hosts, webHosts: hosts }),
      });
      if (!answer.ok) throw new Error(`The simulated WeChat Pay answered ${answer.status}.`);
      const folder = mkdtempSync(join(tmpdir(), "hutong-wechat-pay-"));
      try {
        const file = join(folder, "credentials.json");
        writeFileSync(file, await answer.text(), { mode: 0o600 });
        const command = ["payments", "connect", "--provider", "wechat-pay", "--store", store];
        const code = await runFile(
          ["apps/cli/src/index.ts", ...command, "--credentials", file],
          surroundings,
        );
        if (code !== 0) throw new Error("The simulated WeChat Pay could not be connected.");
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { root } from "../../start/env.ts";
import { freePort } from "../../test/free-port.ts";

const endWithParent = new URL("../../start/child.mjs", import.meta.url).href;

/** An order in WeChat Pay's books; the time is milliseconds since 1970. */
export interface Entry {
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly total: number;
  readonly paidAt: number;
  readonly refunds?: readonly { outRefundNo: string; refundId: string; amount: number; createdAt: number }[];
}

/** WeChat Pay's simulated far end in a process of its own, so that its books are none of our memory. */
export interface FarEnd {
  control<Answer>(path: string, body: object): Promise<Answer>;
  /** Enters orders and refunds into a merchant's books. */
  enter(mchid: string, entries: readonly Entry[]): Promise<void>;
  stop(): Promise<void>;
}

const batch = 2000;

export async function startFarEnd(): Promise<FarEnd> {
  const port = String(await freePort());
  const child = spawn(process.execPath, ["--import", endWithParent, "simulators/wechat-pay/src/server.ts"], {
    cwd: root,
    env: { ...process.env, HUTONG_SIMULATOR_WECHAT_PAY_PORT: port },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(() => false);
  const isReady = await Promise.race([once(createInterface(child.stdout!), "line").then(() => true), gone]);
  if (!isReady) throw new Error("The simulated WeChat Pay did not start.");
  const control = async <Answer>(path: string, body: object): Promise<Answer> => {
    const answer = await fetch(`http://127.0.0.1:${port}/control/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`control/${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  return {
    control,
    async enter(mchid, entries) {
      for (let at = 0; at < entries.length; at += batch)
        await control("enter", { mchid, orders: entries.slice(at, at + batch) });
    },
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

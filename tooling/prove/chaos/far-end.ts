import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startWechatPay } from "../../test/wechat-pay.ts";
import type { Platform } from "../platform/start-platform.ts";
import type { ProofRun } from "../proof.ts";
import { type Goods, openProofStore, type ProofStore } from "../shop/open-store.ts";

/** What a proof sees of an order in the simulator's books. */
export interface FarOrder {
  readonly mchid: string;
  readonly outTradeNo: string;
  readonly state: string;
  readonly total: number;
  readonly transactionId: string | null;
  readonly payer: string | null;
  readonly refunded: number;
}

export interface Books {
  readonly orders: readonly FarOrder[];
  readonly noticesUnderWay: number;
}

/** WeChat Pay's simulated far end in a process of its own, which outlives ours. */
export interface FarEnd {
  readonly env: Record<string, string>;
  /** Turns a knob of the control door; throws `Refused` when the far end says no. */
  control<Answer = unknown>(knob: string, input?: object): Promise<Answer>;
  books(): Promise<Books>;
  stop(): Promise<void>;
}

export class FarEndRefused extends Error {}

export async function startFarEnd(run: ProofRun): Promise<FarEnd> {
  const { env, stop } = await startWechatPay({ env: process.env, signal: run.signal });
  async function control<Answer>(knob: string, input: object = {}): Promise<Answer> {
    const answer = await fetch(`${env.WECHAT_PAY_SIMULATOR}/control/${knob}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new FarEndRefused(`${knob} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
  return { env, control, books: () => control<Books>("books"), stop };
}

/** A store that is paid by WeChat Pay. */
export interface PaidStore extends ProofStore {
  readonly wechatPay: {
    readonly accountId: string;
    readonly mchid: string;
    readonly credentials: Credentials;
  };
}
type Credentials = Readonly<Record<string, string>> & { readonly mchid: string };

/** Opens a store and connects a new merchant's account to it. */
export async function openPaidStore(
  platform: Platform,
  farEnd: FarEnd,
  given: { handle: string; goods: readonly Goods[]; keyMode: "public-key" | "certificate" | "switching" },
): Promise<PaidStore> {
  const store = await openProofStore(platform, given);
  const credentials = await farEnd.control<Credentials>("merchants", { keyMode: given.keyMode });
  const file = join(process.env.HUTONG_DATA_DIR!, `${given.handle}-wechat-pay.json`);
  writeFileSync(file, JSON.stringify(credentials), { mode: 0o600 });
  const { accountId } = await platform.hutong<{ accountId: string }>(
    ...["payments", "connect", "--store", given.handle, "--provider", "wechat-pay", "--credentials", file],
  );
  return { ...store, wechatPay: { accountId, mchid: credentials.mchid, credentials } };
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../platform/start-platform.ts";
import type { ProofRun } from "../proof.ts";
import { type Goods, openProofStore, type ProofStore } from "../shop/open-store.ts";
import { type FarPayment, type Played, playedOf } from "./played.ts";

export interface Books {
  readonly payments: readonly FarPayment[];
  readonly noticesUnderWay: number;
}

/** A provider's simulated far end in a process of its own, which outlives ours. */
export interface FarEnd {
  readonly played: Played;
  readonly env: Record<string, string>;
  /** Turns a knob of the control door; throws `Refused` when the far end says no. */
  control<Answer = unknown>(knob: string, input?: object): Promise<Answer>;
  books(): Promise<Books>;
  stop(): Promise<void>;
}

export class FarEndRefused extends Error {}

/** Starts the far end of the provider that the run is about. */
export async function startFarEnd(run: ProofRun): Promise<FarEnd> {
  const played = playedOf(run.provider);
  const { env, stop } = await played.start({ env: process.env, signal: run.signal });
  async function control<Answer>(knob: string, input: object = {}): Promise<Answer> {
    const answer = await fetch(`${env[played.originVariable]}/control/${knob}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new FarEndRefused(`${knob} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
  async function books(): Promise<Books> {
    const told = await control<Record<string, unknown>>("books");
    return { payments: played.paymentsIn(told), noticesUnderWay: Number(told.noticesUnderWay) };
  }
  return { played, env, control, books, stop };
}

/** A store with an account at the far end. */
export interface PaidStore extends ProofStore {
  readonly account: {
    readonly id: string;
    readonly provider: string;
    readonly credentials: Readonly<Record<string, string>>;
  };
}

/** Opens a store and connects a new merchant's account to it. */
export async function openPaidStore(
  platform: Platform,
  { played, control }: FarEnd,
  given: { handle: string; goods: readonly Goods[]; registration: object },
): Promise<PaidStore> {
  const { provider } = played;
  const store = await openProofStore(platform, given);
  const credentials = await control<Record<string, string>>("merchants", given.registration);
  const file = join(process.env.HUTONG_DATA_DIR!, `${given.handle}-${provider}.json`);
  writeFileSync(file, JSON.stringify(credentials), { mode: 0o600 });
  const { accountId: id } = await platform.hutong<{ accountId: string }>(
    ...["payments", "connect", "--store", given.handle, "--provider", provider, "--credentials", file],
  );
  await played.introduce?.({ id, credentials, control }, platform.ports.api);
  return { ...store, account: { id, provider, credentials } };
}

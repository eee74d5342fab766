import { setTimeout as wait } from "node:timers/promises";
import type { ProofRun } from "../proof.ts";
import type { ProcessName } from "./processes.ts";
import type { Platform } from "./start-platform.ts";

export type Blow = ProcessName | "all";

export interface Strikes {
  /** What was killed so far, in this order. */
  readonly fallen: readonly Blow[];
  /** How long it took after each until every server was ready again, in the same order. */
  readonly backAfterSeconds: readonly number[];
  /** The next blows whose time has come, now that so much of the work is done, one after the other. */
  upTo(done: number): void;
  /** Waits until those have fallen; rejects with the first that went wrong. */
  settled(): Promise<void>;
}

const backWithinMs = 30_000;

/** Kills processes while work goes on, spread evenly over `total`; `after` runs when the platform is ready again. */
export function planStrikes(
  platform: Platform,
  run: ProofRun,
  plan: { blows: readonly Blow[]; total: number; after(blow: Blow): Promise<void> | void },
): Strikes {
  const { blows, total } = plan;
  const fallen: Blow[] = [];
  const backAfterSeconds: number[] = [];
  let due = 0;
  let falling = Promise.resolve();

  async function strike(blow: Blow): Promise<void> {
    let from = performance.now();
    if (blow === "all") await platform.killAll();
    else {
      const until = Date.now() + backWithinMs;
      while (!platform.kill(blow)) {
        if (Date.now() > until) throw new Error(`${blow} does not come back.`);
        await wait(50, null, { signal: run.signal });
        from = performance.now();
      }
    }
    fallen.push(blow);
    await wait(300);
    await platform.ready();
    backAfterSeconds.push((performance.now() - from) / 1000);
    await plan.after(blow);
  }

  return {
    fallen,
    backAfterSeconds,
    upTo(done) {
      const wanted = Math.min(blows.length, Math.floor((done / total) * (blows.length + 1)));
      for (; due < wanted; due += 1) {
        const blow = blows[due]!;
        falling = falling.then(() => strike(blow));
        // Seen again by `settled`.
        falling.catch(() => {});
      }
    },
    settled: () => falling,
  };
}

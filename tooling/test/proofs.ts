import { existsSync } from "node:fs";
import { join } from "node:path";
import { playedNames } from "../prove/chaos/played.ts";
import { root } from "../start/env.ts";
import { oneFailed, onePassed } from "./outcome.ts";
import { runFile } from "./run.ts";
import type { Lanes, Step } from "./steps.ts";

const entry = "tooling/prove/index.ts";
/** Two lanes that take about as long: in the first there is much waiting for processes that were killed. */
const names = [
  ["crash", "chaos", "slow-provider", "reconcile"],
  ["money", "oversell", "import", "isolation", "scale", "search", "weight"],
] as const;
/** Those that are tried again with the application's role behind PgBouncer. */
const pooledNames = ["crash", "isolation"];
const limitMs = 5 * 60_000;

/** One of them a day: all in a few days, at the price of one. */
const ofToday = <One>(all: readonly One[]): One => all[Math.floor(Date.now() / 86_400_000) % all.length]!;
const flagsOf: Readonly<Record<string, readonly string[]>> = { chaos: ["--provider", ofToday(playedNames)] };

/** The long proofs in small; one of them again through a pooler, where there is one. */
export function proofs(hasPgbouncer: boolean): Lanes {
  if (!existsSync(join(root, entry))) return [];
  const pooled = hasPgbouncer ? [stepOf(ofToday(pooledNames), ["--pool"])] : [];
  const [first, second] = names.map((lane) => lane.map((name) => stepOf(name, flagsOf[name] ?? [])));
  return [first!, [...second!, ...pooled]];
}

function stepOf(name: string, flags: readonly string[]): Step {
  return {
    name: `Proof in small: ${[name, ...flags].join(" ")}`,
    async run({ env, signal, print }) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
      const code = await runFile([entry, name, "--small", ...flags], {
        env,
        signal: limited,
        ...(print ? { print } : {}),
      });
      return code === 0 ? onePassed : oneFailed;
    },
  };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../start/env.ts";
import { oneFailed, onePassed } from "./outcome.ts";
import { runFile } from "./run.ts";
import type { Step } from "./steps.ts";

const entry = "tooling/prove/index.ts";
const names = ["crash", "oversell", "isolation", "weight"];
const limitMs = 5 * 60_000;

/** The long proofs in small. */
export function proofs(): Step[] {
  if (!existsSync(join(root, entry))) return [];
  return names.map((name) => ({
    name: `Proof in small: ${name}`,
    async run({ env, signal }) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
      return (await runFile([entry, name, "--small"], { env, signal: limited })) === 0
        ? onePassed
        : oneFailed;
    },
  }));
}

import { type Outcome, oneFailed, sum } from "./outcome.ts";
import type { Surroundings } from "./run.ts";

export interface Step {
  name: string;
  run: (surroundings: Surroundings) => Promise<Outcome>;
}

/** Steps that run at once in as many lanes, each lane one after the other; what a step prints is shown when it is over. */
export type Lanes = readonly (readonly Step[])[];

/**
 * Runs all steps in turn, also after one failed, and says at the end how each went and why; the very last line counts. Lanes are
 * run beside each other.
 */
export async function runSteps(
  steps: readonly (Step | Lanes)[],
  surroundings: Surroundings,
): Promise<Outcome> {
  const done: { line: string; outcome: Outcome }[] = [];
  const run = async (step: Step, isBeside: boolean) => {
    if (surroundings.signal.aborted) return;
    const printed: string[] = [`\n── ${step.name}\n`];
    if (!isBeside) process.stdout.write(printed.join(""));
    const from = performance.now();
    const outcome = await attempt(
      step,
      isBeside ? { ...surroundings, print: (text) => void printed.push(text) } : surroundings,
    );
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    const line = `${outcome.failed === 0 ? "ok    " : "FAILED"} ${step.name}: ${tally(outcome)}, ${seconds} s`;
    process.stdout.write(`${isBeside ? printed.join("") : ""}   ${line}\n`);
    done.push({ line, outcome });
  };
  for (const one of steps) {
    const lanes = "run" in one ? [[one]] : one;
    await Promise.all(
      lanes.map(async (lane) => {
        for (const step of lane) await run(step, lanes.length > 1);
      }),
    );
  }
  const total = sum(done.map(({ outcome }) => outcome));
  const why = (total.why ?? []).map((one) => `${one}\n\n`).join("");
  process.stdout.write(`\n${done.map(({ line }) => line).join("\n")}\n\n${why}${tally(total)}\n`);
  return total;
}

async function attempt(step: Step, surroundings: Surroundings): Promise<Outcome> {
  try {
    return await step.run(surroundings);
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
    return oneFailed;
  }
}

function tally({ passed, failed }: Outcome): string {
  return `${passed} passed, ${failed} failed`;
}

import { type Outcome, oneFailed, sum } from "./outcome.ts";
import type { Surroundings } from "./run.ts";

export interface Step {
  name: string;
  run: (surroundings: Surroundings) => Promise<Outcome>;
}

/** Runs all steps in turn, also after one failed, and says at the end how each went and why; the very last line counts. */
export async function runSteps(steps: Step[], surroundings: Surroundings): Promise<Outcome> {
  const lines: string[] = [];
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    if (surroundings.signal.aborted) break;
    process.stdout.write(`\n── ${step.name}\n`);
    const from = performance.now();
    const outcome = await attempt(step, surroundings);
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    const line = `${outcome.failed === 0 ? "ok    " : "FAILED"} ${step.name}: ${tally(outcome)}, ${seconds} s`;
    process.stdout.write(`   ${line}\n`);
    lines.push(line);
    outcomes.push(outcome);
  }
  const total = sum(outcomes);
  const why = (total.why ?? []).map((one) => `${one}\n\n`).join("");
  process.stdout.write(`\n${lines.join("\n")}\n\n${why}${tally(total)}\n`);
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

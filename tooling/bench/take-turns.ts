import { middleRound, type Round } from "./row.ts";
import type { Bench } from "./surroundings.ts";

/** Runs each contender once to warm up, then all of them in turn, several rounds; answers the middle round of each. */
export async function takeTurns<Name extends string>(
  bench: Bench,
  contenders: Readonly<Record<Name, (seconds: number) => Promise<Round>>>,
): Promise<Record<Name, Round>> {
  const entries = Object.entries(contenders) as [Name, (seconds: number) => Promise<Round>][];
  for (const [, run] of entries) await run(bench.warmSeconds);
  const rounds = new Map<Name, Round[]>(entries.map(([name]) => [name, []]));
  for (let turn = 0; turn < bench.rounds; turn++) {
    for (const [name, run] of entries) {
      bench.signal.throwIfAborted();
      rounds.get(name)!.push(await run(bench.roundSeconds));
    }
  }
  const middle = entries.map(([name]) => [name, middleRound(rounds.get(name)!)]);
  return Object.fromEntries(middle) as Record<Name, Round>;
}

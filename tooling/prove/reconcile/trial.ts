import type { Reconciled } from "../../../packages/checkout/src/index.ts";
import type { ProofRun, Tally } from "../proof.ts";
import { type Agreed, enterAgreed, sumsOf } from "./agreed.ts";
import { checkFound, checkInvariants, checkSums, digest } from "./checks.ts";
import { startFarEnd } from "./far-end.ts";
import { measure } from "./memory.ts";
import { type Plant, plantAmongAgreed, plantUntold, series, spoil } from "./plant.ts";
import { openWorld, type World } from "./world.ts";

export interface Trial {
  readonly lines: number;
  readonly ms: number;
  readonly smallGrowth: number;
  readonly largeGrowth: number;
  readonly planted: number;
  readonly kinds: number;
  readonly healed: number;
}

// The days since the account was connected.
const quiet = 1;
const busy = 2;

async function furnish(world: World, run: ProofRun, count: number, each: number): Promise<Plant[]> {
  await world.passTo(busy, 12);
  const untold = await plantUntold(world, busy, each);
  await enterAgreed(world, { series: "a", number: quiet, count: count / 10 });
  await enterAgreed(world, { series, number: busy, count }, spoil(each));
  const among = await plantAmongAgreed(world, busy, each);
  run.say(`${count} payments on both sides, ${untold.length + among.length} differences planted`);
  return [...untold, ...among];
}

async function tryUntrusted(world: World, run: ProofRun, tally: Tally): Promise<void> {
  const before = await digest(world);
  for (const fault of ["altered", "cut"] as const) {
    await world.far.control("faults", { bill: fault });
    const result = await fetchAndCompare(world, busy);
    const why = result.kind === "failed" ? String(result.failures[0]) : result.kind;
    tally.check(/altered|cut short|number of rows|fit/.test(why), `a bill that was ${fault}: ${why}`);
    tally.check((await digest(world)) === before, `a bill that was ${fault} changed something`);
  }
  await world.far.control("faults", { bill: "good" });
  run.say("an altered bill and one that was cut short changed nothing");
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === "TimeoutError";

// On a machine that has much else to do, the far end may not have the bill together in time: it is asked again, as always.
async function fetchAndCompare(world: World, number: number): Promise<Reconciled> {
  for (let tries = 1; ; tries++) {
    const result = await world.reconcile(number);
    if (tries === 5 || result.kind !== "failed" || !result.failures.every(isTimeout)) return result;
  }
}

async function compare(world: World, number: number, run: ProofRun, tally: Tally) {
  const { result, ms, growth } = await measure(() => fetchAndCompare(world, number));
  const failures = result.kind === "skipped" ? [] : result.failures;
  tally.check(
    result.kind === "compared" && failures.length === 0,
    `${world.day(number)}: ${result.kind} ${failures.join("; ")}`,
  );
  const [row] = await world.database.owner<{ lines: number }[]>`
    select lines from bills where account_id = ${world.account} and day = ${world.day(number)}`;
  const lines = row!.lines;
  const growthMB = Math.round(growth / 104_857.6) / 10;
  run.say(`${world.day(number)}: ${lines} lines in ${(ms / 1000).toFixed(1)} s, memory +${growthMB} MB`);
  run.record({ name: "reconcile.bill", lines, ms: Math.round(ms), growthMB });
  return { lines, ms, growth };
}

async function tryWorld(world: World, run: ProofRun, tally: Tally): Promise<Trial> {
  const count = run.isSmall ? 3_000 : 100_000;
  const each = run.isSmall ? 5 : 20;
  const plants = await furnish(world, run, count, each);
  await world.passTo(busy + 1, 11);
  // Warm, so that what is loaded once is not counted to the first.
  await compare(world, 0, run, tally);
  const small = await compare(world, quiet, run, tally);
  await tryUntrusted(world, run, tally);
  const large = await compare(world, busy, run, tally);
  await world.passTo(busy + 2, 11);
  await compare(world, busy + 1, run, tally);

  const day = world.day(busy);
  await checkFound(world, day, plants, tally);
  const quietDay: Pick<Agreed, "count"> = { count: count / 10 };
  await checkSums(world, quiet, sumsOf(quietDay), [], tally);
  await checkSums(world, busy, null, plants, tally);
  await checkSums(world, busy + 1, null, [], tally);
  await checkInvariants(world, tally);

  const before = await digest(world);
  await compare(world, busy, run, tally);
  await compare(world, busy + 1, run, tally);
  const after = await digest(world);
  tally.check(after === before, `a second run changed something:\n${before}\n${after}`);
  const kinds = new Set(plants.map((plant) => plant.kind)).size;
  const healed = plants.filter((plant) => plant.state === "healed").length;
  run.record({ name: "reconcile.differences", planted: plants.length, kinds, healed });
  return {
    lines: large.lines,
    ms: large.ms,
    smallGrowth: small.growth,
    largeGrowth: large.growth,
    planted: plants.length,
    kinds,
    healed,
  };
}

/** Fills a shop and WeChat Pay's books, plants differences, compares the days, and checks what became of each. */
export async function reconcileTrial(run: ProofRun, tally: Tally): Promise<Trial> {
  const far = await startFarEnd();
  try {
    const world = await openWorld(far);
    try {
      return await tryWorld(world, run, tally);
    } finally {
      await world.database.drop();
    }
  } finally {
    await far.stop();
  }
}

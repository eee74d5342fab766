import { processNames } from "../platform/processes.ts";
import { type Platform, startPlatform } from "../platform/start-platform.ts";
import { type Blow, planStrikes, type Strikes } from "../platform/strikes.ts";
import { prepareTemplate } from "../platform/template.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";
import { openProofStore } from "../shop/open-store.ts";
import { checkAcknowledged, checkBooks, checkVerify, untilQuiet } from "./checks.ts";
import { shop } from "./journal.ts";
import { tryPoints } from "./points.ts";

const inTurn: readonly Blow[] = ["storefront", "postgres", "api", "worker", "dashboard", "all"];
const atATime = 6;
const backWithinSeconds = 5;

function slowestOf({ fallen, backAfterSeconds }: Strikes): Map<Blow, number> {
  const slowest = new Map<Blow, number>();
  fallen.forEach((blow, i) => {
    slowest.set(blow, Math.max(slowest.get(blow) ?? 0, backAfterSeconds[i] ?? 0));
  });
  return slowest;
}

function checkBack(tally: Tally, who: string, seconds: number): void {
  tally.check(seconds <= backWithinSeconds, `${who} took ${seconds.toFixed(1)} s to be back`);
}

async function shopUnderBlows(platform: Platform, run: ProofRun, tally: Tally): Promise<string> {
  const goods = ["A", "B", "C"].map((sku) => ({
    handle: `goods-${sku.toLowerCase()}`,
    title: `Goods ${sku}`,
    sku,
    stock: 1_000,
  }));
  const store = await openProofStore(platform, { handle: "crash", goods });
  const count = run.isSmall ? 40 : 200;
  // Each blow falls while some of the buyers are paying.
  const blows = planStrikes(platform, run, {
    blows: run.isSmall ? inTurn : [...inTurn, ...inTurn, "storefront", "postgres"],
    total: count,
    after: (blow) => run.say(`killed ${blow}`),
  });
  const from = performance.now();
  const journal = await shop({
    store,
    port: platform.ports.storefront,
    count,
    atATime,
    signal: run.signal,
    onAcknowledged: (acknowledged) => blows.upTo(acknowledged),
  });
  await blows.settled();
  const seconds = (performance.now() - from) / 1000;
  await platform.ready();
  run.say(`${count} checkouts acknowledged in ${seconds.toFixed(1)} s, ${journal.retries} retries`);
  run.record({
    name: "crash.checkouts",
    acknowledged: count,
    retries: journal.retries,
    kills: blows.fallen.length,
    seconds,
  });
  for (const [blow, slowest] of slowestOf(blows)) {
    run.record({ name: "crash.back", blow, slowestSeconds: slowest });
    run.say(`after ${blow} was killed all was ready again within ${slowest.toFixed(1)} s`);
    if (blow !== "all" && !run.isSmall) checkBack(tally, blow, slowest);
  }
  for (const name of [...processNames, "all"] as const) {
    tally.check(blows.fallen.includes(name), `${name} was never killed`);
  }
  await untilQuiet(platform, tally);
  await checkAcknowledged(platform, store, journal.acknowledged, tally);
  await checkBooks(platform, store, count, tally);
  await checkVerify(platform, tally);
  return `${count} checkouts over HTTP while ${blows.fallen.length} times a process was killed`;
}

async function prove(run: ProofRun): Promise<Verdict> {
  const tally = new Tally();
  const platform = await startPlatform(run);
  try {
    await platform.ready();
    run.say("the platform is up");
    const shopped = await shopUnderBlows(platform, run, tally);
    await prepareTemplate(platform);
    const { trials: points, deaths } = await tryPoints(platform, run.isSmall, tally);
    const slowest = Math.max(...deaths.seconds);
    run.say(`${points} deaths at named points; PostgreSQL was back within ${slowest.toFixed(1)} s`);
    if (!run.isSmall) checkBack(tally, "PostgreSQL at a point", slowest);
    run.record({
      name: "crash.points",
      trials: points,
      slowestSeconds: slowest,
      checks: tally.tried,
      faults: tally.faults.length,
    });
    for (const fault of tally.faults.slice(0, 20)) run.say(`FAULT ${fault}`);
    const found = tally.faults.length === 0 ? "each is there once" : `${tally.faults.length} faults`;
    return {
      holds: tally.faults.length === 0,
      says: `${shopped}, ${points} deaths at named points: ${found} (${tally.tried} checks)`,
    };
  } finally {
    await platform.stop();
  }
}

export const crash: Proof = {
  name: "crash",
  claim: "what was acknowledged is there once, whichever process is killed, whenever",
  figures: `One object a line:
  { name: "crash.checkouts", acknowledged, retries, kills, seconds }
  { name: "crash.back", blow, slowestSeconds }
  { name: "crash.points", trials, slowestSeconds, checks, faults }
  { name: "crash.verdict", holds, says }
Example:
  {"name":"crash.checkouts","acknowledged":200,"retries":412,"kills":14,"seconds":38.2}`,
  run: prove,
};

import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { letTimeMove } from "../../../packages/db/src/movable-clock.ts";
import { holdSeconds } from "../../../packages/payments/src/attempts.ts";
import { type Platform, startPlatform } from "../platform/start-platform.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";
import { openProofStore, type ProofStore } from "../shop/open-store.ts";
import { type Rush, rush, stockOf } from "./rush.ts";
import { sellSets, setGoods } from "./sets.ts";

const buyers = 200;
const units = 50;
const limitMs = 2_000;
/** A launch day: many more than there are units, and more units than there are connections. */
const crowd = { count: 5_000, units: 500 };
/** A reservation is let go of within this time after its expiry. */
const graceSeconds = 60;

function goodsFor(rounds: number) {
  return [...Array(rounds).keys(), "held" as const, "crowd" as const].map((n) => ({
    handle: `scarce-${n}`,
    title: `Scarce ${n}`,
    sku: `SCARCE-${n}`,
    stock: n === "crowd" ? crowd.units : units,
  }));
}

async function sellRounds(
  platform: Platform,
  store: ProofStore,
  rounds: number,
  run: ProofRun,
  tally: Tally,
): Promise<Rush[]> {
  const all: Rush[] = [];
  for (let round = 0; round < rounds; round++) {
    const sku = `SCARCE-${round}`;
    const one = await rush(platform, store, sku, store.accounts.atOnce, { count: buyers, units }, tally);
    const stock = await stockOf(platform, store, sku);
    tally.check(
      stock.orders === units && stock.available === 0 && stock.reserved === 0 && stock.committed === units,
      `${sku}: ${JSON.stringify(stock)} after ${units} were to be sold`,
    );
    if (!run.isSmall) tally.check(one.ms <= limitMs, `round ${round + 1} took ${one.ms.toFixed(0)} ms`);
    const cpu = `CPU ${one.storefrontCpuMs} + ${one.postgresCpuMs} ms`;
    run.say(
      `round ${round + 1}: ${one.placed} orders, ${one.soldOut} sold out, ${one.ms.toFixed(0)} ms, ${cpu}`,
    );
    const { placed: orders, ...figures } = one;
    run.record({ name: "oversell.round", round: round + 1, orders, ...figures, ms: Math.round(one.ms) });
    all.push(one);
  }
  return all;
}

async function sellToCrowd(
  platform: Platform,
  store: ProofStore,
  run: ProofRun,
  tally: Tally,
): Promise<string> {
  const sku = "SCARCE-crowd";
  const { placed, soldOut, ms } = await rush(platform, store, sku, store.accounts.atOnce, crowd, tally);
  const stock = await stockOf(platform, store, sku);
  tally.check(
    stock.orders === crowd.units && stock.committed === crowd.units && stock.available + stock.reserved === 0,
    `${JSON.stringify(stock)} after ${crowd.units} were to be sold to ${crowd.count}`,
  );
  const said = `${crowd.count} buyers at once for ${crowd.units} units: ${placed} orders, ${soldOut} sold out, ${ms.toFixed(0)} ms`;
  run.say(said);
  run.record({ name: "oversell.crowd", buyers: crowd.count, orders: placed, soldOut, ms: Math.round(ms) });
  return said;
}

async function letPlatformTimeMove(platform: Platform): Promise<void> {
  const owner = postgres(platform.databaseUrl, { max: 1, onnotice: () => {} });
  await letTimeMove(owner);
  await owner.end();
}

// Everybody who got a unit leaves the bank's page unpaid; time passes; all units are sold to others.
async function sellAbandoned(
  platform: Platform,
  store: ProofStore,
  run: ProofRun,
  tally: Tally,
): Promise<void> {
  const sku = "SCARCE-held";
  await rush(platform, store, sku, store.accounts.byPage, { count: units + 10, units }, tally);
  const held = await stockOf(platform, store, sku);
  tally.check(held.reserved === units && held.orders === 0, `${JSON.stringify(held)} while all are held`);
  await letPlatformTimeMove(platform);
  const passed = { HUTONG_CLOCK_OFFSET_MS: String(holdSeconds * 1000) };
  await platform.restart(passed);
  await platform.ready();
  const until = Date.now() + graceSeconds * 1000;
  let freed = await stockOf(platform, store, sku);
  while (freed.reserved > 0 && Date.now() < until) {
    await wait(100);
    freed = await stockOf(platform, store, sku);
  }
  tally.check(
    freed.reserved === 0 && freed.available === units,
    `${JSON.stringify(freed)} after every hold expired`,
  );
  run.say(`${units} abandoned holds: ${freed.available} units are free again`);
  const again = await rush(platform, store, sku, store.accounts.atOnce, { count: units, units }, tally);
  const sold = await stockOf(platform, store, sku);
  tally.check(
    sold.committed === units && sold.orders === units,
    `${JSON.stringify(sold)} after they were sold to others`,
  );
  run.record({ name: "oversell.abandoned", held: units, freed: freed.available, soldToOthers: again.placed });
}

async function prove(run: ProofRun): Promise<Verdict> {
  const tally = new Tally();
  const rounds = run.isSmall ? 2 : 10;
  const platform = await startPlatform(run);
  try {
    await platform.ready();
    const store = await openProofStore(platform, {
      handle: "oversell",
      goods: [...goodsFor(rounds), ...setGoods(units)],
    });
    run.say("the store is open");
    const sold = await sellRounds(platform, store, rounds, run, tally);
    const { sets, parts } = await sellSets(platform, store, units, tally);
    run.say(`${sets} sets of two and ${parts} of the same singly: ${units} units`);
    run.record({ name: "oversell.sets", sets, parts, units });
    const crowded = run.isSmall ? "" : `; ${await sellToCrowd(platform, store, run, tally)}`;
    await sellAbandoned(platform, store, run, tally);
    const verified = await platform
      .hutong<{ isClean: boolean }>("verify")
      .catch((error: Error) => error.message);
    tally.check(
      typeof verified === "object" && verified.isClean,
      `hutong verify: ${JSON.stringify(verified)}`,
    );
    for (const fault of tally.faults.slice(0, 20)) run.say(`FAULT ${fault}`);
    const slowest = Math.max(...sold.map(({ ms }) => ms)).toFixed(0);
    const orders = [...new Set(sold.map(({ placed }) => placed))].join(" or ");
    return {
      holds: tally.faults.length === 0,
      says: `${rounds} times ${buyers} buyers at once for ${units} units: ${orders} orders each time, the slowest in ${slowest} ms; ${sets} sets and ${parts} single units out of the same ${units}; ${units} abandoned holds sold to others${crowded}; ${tally.faults.length} faults`,
    };
  } finally {
    await platform.stop();
  }
}

export const oversell: Proof = {
  name: "oversell",
  claim: "what there is is sold, once, and never more, however many press at once",
  figures: `One object a line:
  { name: "oversell.round", round, orders, soldOut, ms, storefrontCpuMs, postgresCpuMs }
    ms from the first "pay" sent to the last answer
  { name: "oversell.crowd", buyers, orders, soldOut, ms }
  { name: "oversell.sets", sets, parts, units }      sets of two units and single ones that were sold out of the same units
  { name: "oversell.abandoned", held, freed, soldToOthers }
  { name: "oversell.verdict", holds, says }
Example:
  {"name":"oversell.round","round":1,"orders":50,"soldOut":150,"ms":812,"storefrontCpuMs":610,"postgresCpuMs":320}`,
  run: prove,
};

import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { letTimeMove } from "../../../packages/db/src/movable-clock.ts";
import { checkVerify, untilQuiet } from "../crash/checks.ts";
import { type Platform, startPlatform } from "../platform/start-platform.ts";
import { type Blow, planStrikes } from "../platform/strikes.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";
import { ask } from "../shop/open-store.ts";
import { billsAfterMs, checkBills } from "./books.ts";
import { letBuy } from "./buyers.ts";
import { checkDump } from "./dump.ts";
import { type FarEnd, openPaidStore, type PaidStore, startFarEnd } from "./far-end.ts";
import { untilKnown } from "./known.ts";
import { startPhones } from "./phones.ts";

/** In CI's small runs a slow machine is no fault: there it has to be known, however long that takes. */
const knownWithin = (run: ProofRun) => (run.isSmall ? 240 : 60);

/** Of ten notices three get lost, three come twice, and the others come up to a day late and in another order. */
const notices = { drop: 0.3, double: 0.3, maxDelaySeconds: 86_400, isReordered: true };
const answers = { unavailable: 0.05, breakAfter: 0.05, hang: 0.01 };

const inTurn: readonly Blow[] = ["worker", "api", "storefront", "postgres", "all"];

/** Kills one process after another; after each, whatever was paid by then must be known within a minute. */
function strikes(platform: Platform, farEnd: FarEnd, run: ProofRun, total: number, tally: Tally) {
  const waits: number[] = [];
  const blows = planStrikes(platform, run, {
    blows: run.isSmall ? inTurn : [...inTurn, ...inTurn, ...inTurn],
    total,
    async after(blow) {
      const limit = knownWithin(run);
      const seconds = await untilKnown(platform, farEnd, limit);
      tally.check(seconds !== null, `something paid was not known ${limit} s after ${blow} came back`);
      waits.push(seconds ?? limit);
      run.say(`killed ${blow}; all that was paid is known after ${seconds?.toFixed(1)} s`);
    },
  });
  return { ...blows, waits };
}

// Both clocks go the same way, ours first: what is refused meanwhile, being five minutes off, comes again once both have gone.
async function moveTime(platform: Platform, farEnd: FarEnd, offsetMs: number, byMs: number): Promise<void> {
  await platform.restart({ HUTONG_CLOCK_OFFSET_MS: String(offsetMs) });
  await farEnd.control("clock", { advanceMs: byMs });
  await platform.ready();
}

async function untilNoNotices(farEnd: FarEnd, signal: AbortSignal): Promise<number> {
  const until = Date.now() + 120_000;
  for (;;) {
    const { noticesUnderWay } = await farEnd.books();
    if (noticesUnderWay === 0 || Date.now() > until) return noticesUnderWay;
    await wait(500, null, { signal });
  }
}

// A day passes with the bad weather, then some hours in which what is left of the notices gets through.
async function letDaysPass(platform: Platform, farEnd: FarEnd, run: ProofRun, tally: Tally): Promise<number> {
  const owner = postgres(platform.databaseUrl, { max: 1, onnotice: () => {} });
  await letTimeMove(owner);
  await owner.end();
  const { badHours, longestWaitHours } = farEnd.played;
  const moveMs = badHours * 3_600_000;
  // What is made from here on must come within the rest of the time, however late: nobody moves the clocks once more for it.
  const late = { ...notices, maxDelaySeconds: longestWaitHours * 3600 };
  await farEnd.control("faults", { weather: late, answerWeather: answers });
  await moveTime(platform, farEnd, moveMs, moveMs);
  // What was not answered in this weather is asked again in an hour.
  await untilQuiet(platform, tally, true);
  run.say(`a day has passed; ${(await farEnd.books()).noticesUnderWay} notices are still under way`);
  await farEnd.control("calm");
  const restMs = (longestWaitHours + 1) * 3_600_000;
  const offsetMs = moveMs + restMs;
  await moveTime(platform, farEnd, offsetMs, restMs);
  tally.check((await untilNoNotices(farEnd, run.signal)) === 0, "notices were never taken");
  await untilQuiet(platform, tally);
  return offsetMs;
}

async function openStores(platform: Platform, farEnd: FarEnd, count: number): Promise<PaidStore[]> {
  const stores: PaidStore[] = [];
  for (const [index, registration] of farEnd.played.registrations.entries()) {
    const goods = ["A", "B", "C"].map((sku, at) => ({
      handle: `goods-${sku.toLowerCase()}`,
      title: `晨雾 ${sku}`,
      sku,
      stock: count,
      price: `${19 + at}.${index}9`,
    }));
    stores.push(await openPaidStore(platform, farEnd, { handle: `chaos-${index}`, goods, registration }));
  }
  return stores;
}

async function pass(platform: Platform, farEnd: FarEnd, run: ProofRun, tally: Tally): Promise<string> {
  const count = run.isSmall ? 120 : 10_000;
  const from = Date.now();
  const stores = await openStores(platform, farEnd, count);
  await farEnd.control("faults", { weather: notices, answerWeather: answers });
  run.say(`${stores.length} stores are open and the weather is bad`);
  const phones = startPhones(platform, farEnd, run.signal);
  const blows = strikes(platform, farEnd, run, count, tally);
  const { retries } = await letBuy({
    stores,
    port: platform.ports.storefront,
    count,
    atATime: 5,
    signal: run.signal,
    onOrdered(ordered) {
      blows.upTo(ordered);
      if (ordered % 1000 === 0) run.say(`${ordered} ordered, ${phones.paid()} paid`);
    },
  });
  await blows.settled();
  await phones.finish();
  const seconds = await untilKnown(platform, farEnd, knownWithin(run));
  tally.check(seconds !== null, `something paid is not known after ${knownWithin(run)} s`);
  run.say(`${count} ordered with ${retries} retries, ${phones.paid()} payments`);
  const slowest = Math.max(...blows.waits);
  run.record({
    name: "chaos.payments",
    ordered: count,
    paid: phones.paid(),
    retries,
    kills: blows.waits.length,
    slowest,
  });
  const offsetMs = await letDaysPass(platform, farEnd, run, tally);
  await farEnd.control("clock", { advanceMs: billsAfterMs });
  const sums = { payments: 0, orders: 0, refunds: 0 };
  for (const store of stores) {
    const period = { from, offsetMs: offsetMs + billsAfterMs, zoneHours: farEnd.played.zoneHours };
    const found = await checkBills(platform, store, period, tally);
    for (const key of ["payments", "orders", "refunds"] as const) sums[key] += found[key];
  }
  tally.check(
    sums.payments === phones.paid(),
    `${phones.paid()} payments were made, the bills have ${sums.payments}`,
  );
  await checkNothingLeft(platform, tally);
  await checkVerify(platform, tally);
  const secrets = await checkDump(platform, stores, farEnd, tally);
  run.record({ name: "chaos.books", ...sums, secrets });
  return `${sums.payments} payments by ${farEnd.played.provider} in bad weather while ${blows.waits.length} times a process was killed: ${sums.orders} orders and ${sums.refunds} refunds, known ${slowest.toFixed(1)} s after a restart at the latest, the ledger equals the bills; ${secrets} secrets looked for in the database and the logs`;
}

async function checkNothingLeft(platform: Platform, tally: Tally): Promise<void> {
  const [left] = await ask<Record<string, number>>(
    platform,
    `select (select count(*)::int from reservations where state = 'held') as held, (select count(*)::int from payment_cases) as cases,
      (select count(*)::int from payment_attempts where state in ('pending', 'action_required')) as attempts,
      (select count(*)::int from stock where reserved <> 0 or available + committed <> on_hand) as stock`,
  );
  for (const [what, n] of Object.entries(left!)) tally.check(n === 0, `${n} ${what} are left`);
}

async function prove(run: ProofRun): Promise<Verdict> {
  const tally = new Tally();
  const farEnd = await startFarEnd(run);
  try {
    const platform = await startPlatform(run, farEnd.env);
    try {
      await platform.ready();
      const says = await pass(platform, farEnd, run, tally);
      for (const fault of tally.faults.slice(0, 20)) run.say(`FAULT ${fault}`);
      return {
        holds: tally.faults.length === 0,
        says: `${says}; ${tally.tried} checks, ${tally.faults.length} faults`,
      };
    } finally {
      await platform.stop();
    }
  } finally {
    await farEnd.stop();
  }
}

export const chaos: Proof = {
  name: "chaos",
  claim:
    "payments are orders or refunds, exactly once, and the ledger is the provider's bill, whatever gets lost, doubled, late or killed",
  figures: `One object a line:
  { name: "chaos.payments", ordered, paid, retries, kills, slowest }   slowest: seconds after a restart until all is known
  { name: "chaos.books", payments, orders, refunds, secrets }
  { name: "chaos.verdict", holds, says }
Example:
  {"name":"chaos.books","payments":9940,"orders":9500,"refunds":440,"secrets":1204}`,
  run: prove,
};

import { setTimeout as wait } from "node:timers/promises";
import { type FarEnd, openPaidStore, type PaidStore, startFarEnd } from "../chaos/far-end.ts";
import { type Platform, startPlatform } from "../platform/start-platform.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";
import { Buyer } from "../shop/buyer.ts";
import { watchConnections } from "./watch-connections.ts";

const mostSlower = 1.2;
const goods = [{ handle: "goods", title: "Goods", sku: "A", stock: null }];

interface Round {
  /** Milliseconds of whole checkouts of the store whose provider answers, in the order of time. */
  readonly times: number[];
}

async function checkouts(store: PaidStore, port: number, count: number, from: number): Promise<Round> {
  const times: number[] = [];
  for (let number = from; number < from + count; number += 1) {
    const buyer = new Buyer(store.host, port, number);
    const started = performance.now();
    const form = await buyer.prepare(store.variants.A!, store.account.id);
    const paid = await buyer.pay(form);
    times.push(performance.now() - started);
    buyer.leave();
    if (paid.kind !== "redirect") throw new Error(`the good store answered ${JSON.stringify(paid)}`);
  }
  return { times };
}

function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
}

interface Hanging {
  /** How long "pay" took at the store whose provider hangs, milliseconds. */
  readonly times: number[];
  stop(): Promise<void>;
}

// A few buyers a second press "pay" where nobody answers; what they filled in before is prepared beforehand.
async function letHang(store: PaidStore, port: number, count: number, signal: AbortSignal): Promise<Hanging> {
  const times: number[] = [];
  const prepared = [];
  for (let number = 0; number < count; number += 1) {
    const buyer = new Buyer(store.host, port, number);
    prepared.push({ buyer, form: await buyer.prepare(store.variants.A!, store.account.id) });
  }
  let isOver = false;
  const paying: Promise<void>[] = [];
  const run = (async () => {
    for (const { buyer, form } of prepared) {
      if (isOver) break;
      const started = performance.now();
      paying.push(
        buyer.pay(form).then((paid) => {
          if (paid.kind !== "redirect")
            throw new Error(`the store that hangs answered ${JSON.stringify(paid)}`);
          times.push(performance.now() - started);
          buyer.leave();
        }),
      );
      await wait(250, null, { signal });
    }
    await Promise.all(paying);
  })();
  run.catch(() => {});
  return {
    times,
    async stop() {
      isOver = true;
      await run;
    },
  };
}

async function pass(
  platform: Platform,
  { good, bad }: { good: FarEnd; bad: FarEnd },
  run: ProofRun,
  tally: Tally,
): Promise<string> {
  const rounds = run.isSmall ? 1 : 3;
  const each = run.isSmall ? 20 : 150;
  const { storefront: port } = platform.ports;
  const [registration] = good.played.registrations;
  const fast = await openPaidStore(platform, good, { handle: "answered", goods, registration });
  const slow = await openPaidStore(platform, bad, { handle: "hanging", goods, registration });
  await checkouts(fast, port, each, 0);
  const before: number[] = [];
  const during: number[] = [];
  let held = 0;
  let longest = 0;
  for (let round = 0; round < rounds; round += 1) {
    before.push(...(await checkouts(fast, port, each, 1_000 * (2 * round + 1))).times);
    await bad.control("faults", { answerWeather: { hang: 1 } });
    const hanging = await letHang(slow, port, run.isSmall ? 12 : 120, run.signal);
    const watch = await watchConnections(platform.databaseUrl);
    during.push(...(await checkouts(fast, port, each, 1_000 * (2 * round + 2))).times);
    await hanging.stop();
    const seen = await watch.stop();
    tally.check(seen.looks > 5, `only ${seen.looks} looks at the connections`);
    held += seen.held;
    longest = Math.max(longest, ...hanging.times);
    tally.check(hanging.times.length > 0, "nobody met the provider that hangs");
    await bad.control("calm");
    run.say(
      `round ${round + 1}: p95 ${p95(before).toFixed(0)} ms before, ${p95(during).toFixed(0)} ms during`,
    );
  }
  tally.check(held === 0, `${held} times a connection was held by somebody who waited`);
  const ratio = p95(during) / p95(before);
  if (!run.isSmall) {
    tally.check(ratio <= mostSlower, `p95 of the others rose ${ratio.toFixed(2)} times`);
    tally.check(longest <= 6_500, `a buyer waited ${longest.toFixed(0)} ms for the provider that hangs`);
  }
  run.record({
    name: "slow-provider.others",
    before: p95(before),
    during: p95(during),
    ratio,
    held,
    longest,
  });
  return `${during.length} checkouts while another store's provider hangs: p95 ${p95(during).toFixed(0)} ms, ${ratio.toFixed(2)} of before; no connection held; its own buyers waited ${(longest / 1000).toFixed(1)} s at most`;
}

async function prove(run: ProofRun): Promise<Verdict> {
  const tally = new Tally();
  const good = await startFarEnd(run);
  const bad = await startFarEnd(run);
  try {
    const platform = await startPlatform(run, good.env);
    try {
      await platform.ready();
      const says = await pass(platform, { good, bad }, run, tally);
      for (const fault of tally.faults.slice(0, 20)) run.say(`FAULT ${fault}`);
      return { holds: tally.faults.length === 0, says: `${says}; ${tally.faults.length} faults` };
    } finally {
      await platform.stop();
    }
  } finally {
    await Promise.all([good.stop(), bad.stop()]);
  }
}

export const slowProvider: Proof = {
  name: "slow-provider",
  claim: "a provider that hangs for one store keeps no other store waiting, and no database connection",
  figures: `One object a line:
  { name: "slow-provider.others", before, during, ratio, held, longest }   p95 of whole checkouts, milliseconds
  { name: "slow-provider.verdict", holds, says }
Example:
  {"name":"slow-provider.others","before":61,"during":64,"ratio":1.05,"held":0,"longest":5040}`,
  run: prove,
};

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { countFacets } from "../../../packages/catalogue/src/index.ts";
import { appUrl, openCell, openStore, type StoreContext, system } from "../../../packages/db/src/index.ts";
import type { StoreId } from "../../../packages/kernel/src/index.ts";
import { openShop } from "../../../packages/onboarding/src/index.ts";
import { openPlatform, type Platform } from "../../bench/platform/open-platform.ts";
import type { Bench } from "../../bench/surroundings.ts";
import { countRows } from "../plans/count-rows.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";
import { percentile } from "../search/ndcg.ts";
import { type Executed, plansDuring, tellingPlans } from "./executed-plans.ts";
import { type FilledStore, fillStores } from "./fill-stores.ts";
import { cpuMsOf, PageReader, type ScalePage, scalePages, servingPids } from "./pages.ts";
import { timeLists } from "./staff-lists.ts";

const mostDearer = 1.15;
const listLimitMs = 150;
/** A table, or one store's part of it, of so few rows may be read whole. */
const few = 1_000;
/** Pages of a round: of stores of 50 products, and of the large one. */
const turns = 20;
const anew = { HUTONG_PAGE_CACHE_MB: "0", HUTONG_COUNT: "1" };

interface World {
  readonly platform: Platform;
  readonly owner: postgres.Sql;
  readonly log: string;
  readonly small: readonly FilledStore[];
  readonly big: FilledStore;
  readonly ctx: StoreContext;
}

/** Host and path of a page of the large store, or of that store of 50 products whose turn it is. */
function addressOf(world: World, which: "small" | "big", page: ScalePage, turn: number): [string, string] {
  const store = which === "big" ? world.big : world.small[turn % world.small.length]!;
  const handle = which === "big" ? "big" : `small-${turn % world.small.length}`;
  return [`${handle}.localhost:${world.platform.ports.storefront}`, page.path(store, turn)];
}

async function openWorld(run: ProofRun, bench: Bench): Promise<World> {
  const platform = await openPlatform(bench);
  const owner = postgres(platform.databaseUrl, { max: 1, onnotice: () => {} });
  bench.undo.push(() => owner.end());
  const application = appUrl(platform.databaseUrl, Buffer.from(platform.env.HUTONG_MASTER_KEY!, "base64"));
  const cell = openCell({ url: application, name: "proof" });
  bench.undo.push(() => cell.end());
  const open = (handle: string) =>
    openShop(cell, {
      handle,
      name: { en: handle },
      country: "CN",
      currency: "CNY",
      locale: "en",
      isTest: true,
    });
  const products = run.isSmall ? 2_000 : 100_000;
  const big = { n: 50_000, storeId: (await open("big")).storeId, products };
  const small: FilledStore[] = [];
  for (let at = 0; at < (run.isSmall ? turns : 10 * turns); at += 1)
    small.push({ n: 50_001 + at, storeId: (await open(`small-${at}`)).storeId, products: 50 });
  await fillStores(owner, [...small, big], run.isSmall ? 20 : 1_000, run.say);
  for (const { storeId } of [...small, big])
    await countFacets(openStore(cell, storeId as StoreId, { actor: system, locale: "en" }));
  await owner.unsafe("vacuum (analyze) collections, collection_facets");
  run.say("what collections can be filtered by counted");
  const log = join(bench.folder, "postgres", "postgres.log");
  return {
    platform,
    owner,
    log,
    small,
    big,
    ctx: openStore(cell, big.storeId, { actor: system, locale: "en" }),
  };
}

async function tellPlans(owner: postgres.Sql, isOn: boolean): Promise<void> {
  for (const [name, value] of Object.entries(tellingPlans))
    await owner.unsafe(
      isOn ? `alter role hutong_app set ${name} = '${value}'` : `alter role hutong_app reset ${name}`,
    );
}

// What opens a transaction, and what the page cache asks for by itself.
const isFrame = ({ text }: Executed): boolean =>
  /^\s*select (set_config\b|clock_timestamp\b)|\bfrom changed_tags\b/.test(text);
const blocksOf = (all: readonly Executed[]): number => all.reduce((sum, { blocks }) => sum + blocks, 0);

async function comparePlans(world: World, run: ProofRun, tally: Tally): Promise<void> {
  const { owner, platform, log, big } = world;
  await tellPlans(owner, true);
  const { port } = await platform.storefront(anew);
  const reader = new PageReader(port);
  const rowsIn = await countRows(owner, big.storeId);
  const judgeScans = (name: string, executed: readonly Executed[]) => {
    for (const { text, scans } of executed) {
      for (const { of, extent, how } of scans)
        tally.check(
          (rowsIn[extent].get(of) ?? Infinity) <= few,
          `${name}: all of ${of} (${extent}): ${how} in ${text.slice(0, 200)}`,
        );
    }
  };
  for (const page of scalePages) {
    const of = async (which: "small" | "big") => {
      const [host, path] = addressOf(world, which, page, 0);
      let last = await reader.read(host, path);
      // A shop's settings are looked up once more some seconds after a change, such as its filling: that is no page's doing.
      for (let tries = 0; ; tries += 1) {
        let read = last;
        const executed = await plansDuring(log, async () => {
          read = await reader.read(host, path);
        });
        if (read.statements === last.statements || tries === 3)
          return { ...read, executed: executed.filter((one) => !isFrame(one)) };
        last = read;
      }
    };
    const [few, many] = [await of("small"), await of("big")];
    judgeScans(page.name, many.executed);
    tally.check(few.cards === many.cards, `${page.name}: ${few.cards} products against ${many.cards}`);
    tally.check(
      few.executed.length === many.executed.length && few.statements === many.statements,
      `${page.name}: ${few.executed.length} statements against ${many.executed.length}`,
    );
    tally.check(many.executed.length > 0, `${page.name}: the log tells no plan`);
    many.executed.forEach((one, at) => {
      const other = few.executed[at];
      tally.check(one.text === other?.text, `${page.name}: another statement: ${one.text.slice(0, 200)}`);
      tally.check(
        one.shape === other?.shape,
        `${page.name}: another plan: ${one.shape}, not ${other?.shape}`,
      );
    });
    const blocks = { small: blocksOf(few.executed), big: blocksOf(many.executed) };
    run.say(
      `${page.name}: ${many.executed.length} statements; ${blocks.small} blocks read of 50 products, ${blocks.big} of ${big.products.toLocaleString("en")}`,
    );
    run.record({
      name: "scale.plan",
      page: page.name,
      statements: many.executed.length,
      blocksSmall: blocks.small,
      blocksBig: blocks.big,
    });
  }
  reader.close();
  // Its sessions began before the plans were to be told.
  const cell = openCell({
    url: appUrl(platform.databaseUrl, Buffer.from(platform.env.HUTONG_MASTER_KEY!, "base64")),
  });
  const staff = openStore(cell, big.storeId as never, { actor: system, locale: "en" });
  const lists = await plansDuring(log, () => timeLists(staff, 2));
  judgeScans(
    "the dashboard's list",
    lists.filter((one) => !isFrame(one)),
  );
  await cell.end();
  await tellPlans(owner, false);
}

async function compareCpu(world: World, run: ProofRun, tally: Tally): Promise<string> {
  const { owner, platform, big } = world;
  const { port, pid } = await platform.storefront(anew);
  const reader = new PageReader(port);
  const rounds = run.isSmall ? 3 : 25;
  const readAll = async (page: ScalePage, which: "small" | "big", round: number) => {
    for (let turn = 0; turn < turns; turn += 1)
      await reader.read(...addressOf(world, which, page, round * turns + turn));
  };
  // Which store lives at a host is asked for anew every minute: that is no matter of the page.
  const knock = async (page: ScalePage, round: number) => {
    for (let turn = 0; turn < turns; turn += 1) {
      for (const which of ["small", "big"] as const)
        await reader.read(addressOf(world, which, page, round * turns + turn)[0], "/robots.txt");
    }
  };
  let dearest = { ratio: 0, name: "" };
  for (const page of scalePages) {
    for (let warm = 0; warm < (run.isSmall ? 1 : 5); warm += 1)
      for (const which of ["small", "big"] as const) await readAll(page, which, warm);
    const pids = await servingPids(owner, pid);
    const sums: { small: number[]; big: number[] } = { small: [], big: [] };
    for (let round = 0; round < rounds; round += 1) {
      run.signal.throwIfAborted();
      await knock(page, round);
      // Who is first changes, so that what a round begins with is nobody's disadvantage.
      for (const which of round % 2 ? (["small", "big"] as const) : (["big", "small"] as const)) {
        const before = cpuMsOf(pids);
        await readAll(page, which, round);
        sums[which].push((cpuMsOf(pids) - before) / turns);
      }
    }
    const ratio = percentile(
      sums.big.map((ms, at) => ms / sums.small[at]!),
      0.5,
    );
    const [cpuSmall, cpuBig] = [percentile(sums.small, 0.5), percentile(sums.big, 0.5)];
    if (ratio > dearest.ratio) dearest = { ratio, name: page.name };
    run.say(
      `${page.name}: ${cpuSmall.toFixed(2)} ms of CPU at 50 products, ${cpuBig.toFixed(2)} at ${big.products.toLocaleString("en")}: × ${ratio.toFixed(3)}`,
    );
    run.record({ name: "scale.cpu", page: page.name, cpuSmall, cpuBig, ratio });
    if (!run.isSmall) tally.check(ratio <= mostDearer, `${page.name} is × ${ratio.toFixed(3)} as dear`);
  }
  reader.close();
  return `at most × ${dearest.ratio.toFixed(3)} the CPU (${dearest.name})`;
}

async function compareLists(world: World, run: ProofRun, tally: Tally): Promise<string> {
  await timeLists(world.ctx, 2);
  const taken = await timeLists(world.ctx, run.isSmall ? 5 : 40);
  let slowest = 0;
  for (const [name, times] of taken) {
    const p95 = percentile(times, 0.95);
    slowest = Math.max(slowest, p95);
    run.say(`the dashboard's ${name}: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
    run.record({ name: "scale.list", list: name, p50: percentile(times, 0.5), p95 });
    if (!run.isSmall) tally.check(p95 <= listLimitMs, `the dashboard's ${name}: p95 is ${p95.toFixed(1)} ms`);
  }
  return `lists and searches of the dashboard p95 at most ${slowest.toFixed(1)} ms`;
}

async function prove(run: ProofRun): Promise<Verdict> {
  const folder = join(process.env.HUTONG_DATA_DIR!, "scale");
  mkdirSync(folder);
  const undo: Bench["undo"] = [];
  // Filling is no matter of how often a small machine checkpoints.
  const settings = {
    shared_preload_libraries: "auto_explain",
    max_wal_size: "6GB",
    checkpoint_timeout: "1h",
    autovacuum: "off",
  };
  const bench = { folder, signal: run.signal, postgres: settings, undo, say: run.say } as unknown as Bench;
  const tally = new Tally();
  try {
    const world = await openWorld(run, bench);
    await comparePlans(world, run, tally);
    const cpu = await compareCpu(world, run, tally);
    const lists = await compareLists(world, run, tally);
    for (const fault of tally.faults) run.say(`FAULT ${fault}`);
    return {
      holds: tally.faults.length === 0,
      says: `${tally.tried} checks, ${tally.faults.length} faults: ${scalePages.length} kinds of pages at ${world.big.products.toLocaleString("en")} products and at 50 have the same statements and plans, ${cpu}; ${lists}`,
    };
  } finally {
    for (const one of undo.reverse()) await one();
  }
}

export const scale: Proof = {
  name: "scale",
  claim: "a store of 100,000 products reads as fast as one of 50, among 1,000 others",
  figures: `One object a line:
  { name: "scale.plan", page, statements, blocksSmall, blocksBig }   blocks of tables and indexes read for the page
  { name: "scale.cpu", page, cpuSmall, cpuBig, ratio }   milliseconds of storefront and database for one page made anew
  { name: "scale.list", list, p50, p95 }   the dashboard's list of products in the large store, milliseconds
  { name: "scale.verdict", holds, says }
Example:
  {"name":"scale.cpu","page":"collection","cpuSmall":3.1,"cpuBig":3.2,"ratio":1.03}`,
  run: prove,
};

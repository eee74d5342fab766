import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cpuOf } from "../cpu.ts";
import { countNote } from "../pages/measure-pages.ts";
import { type MeasuredPlatform, measuredPlatform } from "../platform/measured-platform.ts";
import { runNodeFile } from "../processes.ts";
import type { CaseResult, Round, Row } from "../row.ts";
import { type Bench, cleanEnv } from "../surroundings.ts";
import { takeTurns } from "../take-turns.ts";
import type { BareOrder } from "./bare-buyers-process.ts";
import { startBarePath } from "./bare-path.ts";
import type { BuyersAnswer, BuyersOrder } from "./buyers-process.ts";
import { drained } from "./drained.ts";

const buyers = 8;
/** Longer than a shop's settings are looked up once more after a change, such as its filling: that is no checkout's doing. */
const settleSeconds = 8;
const countSeconds = 11;
const manyStocks = 1_000;
const fileOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

async function run<Order extends object>(file: string, order: Order, bench: Bench): Promise<BuyersAnswer> {
  const how = { env: cleanEnv(), signal: bench.signal };
  const orderFile = join(bench.folder, "buying.json");
  writeFileSync(orderFile, JSON.stringify(order));
  const said = await runNodeFile("Buying", [fileOf(file), orderFile], how);
  return JSON.parse(said.trim().split("\n").at(-1)!) as BuyersAnswer;
}

interface CheckoutCase {
  readonly name: string;
  variants(platform: MeasuredPlatform): readonly string[];
  /** Stock rows that the bare path buys from. */
  readonly stocks: number;
}

const cases: readonly CheckoutCase[] = [
  { name: "checkout.guest", variants: ({ store }) => store.variants, stocks: manyStocks },
  { name: "checkout.hot", variants: ({ store }) => [store.hotVariant], stocks: 1 },
];

export const checkoutNames = cases.map(({ name }) => name);

function orderOf(
  platform: MeasuredPlatform,
  one: CheckoutCase,
  settings: { port: number; buyers: number; seconds: number },
): BuyersOrder {
  const { host, accountId } = platform.store;
  const { port, ...rest } = settings;
  return { shop: { port, host, accountId }, variants: one.variants(platform), ...rest };
}

async function count(bench: Bench, platform: MeasuredPlatform): Promise<BuyersAnswer> {
  const { port } = await platform.storefront({ HUTONG_COUNT: "1" });
  const order = (seconds: number) => orderOf(platform, cases[0]!, { port, buyers: 1, seconds });
  await run("./buyers-process.ts", order(settleSeconds), bench);
  return run("./buyers-process.ts", order(countSeconds), bench);
}

function roundOf(answer: BuyersAnswer, cpuMs: number | null): Round {
  const { checkouts, seconds, p50Ms, p99Ms } = answer;
  const perOne = cpuMs === null ? null : cpuMs / checkouts;
  return { operations: checkouts, perSecond: checkouts / seconds, p50Ms, p99Ms, cpuMs: perOne };
}

async function measure(
  bench: Bench,
  platform: MeasuredPlatform,
  one: CheckoutCase,
  barePort: number,
): Promise<Omit<Row, "statements" | "transactions">> {
  const { port } = await platform.storefront({});
  const turns = await takeTurns(bench, {
    bare: async (seconds) => {
      const order: BareOrder = { port: barePort, buyers, seconds, stocks: one.stocks };
      return roundOf(await run("./bare-buyers-process.ts", order, bench), null);
    },
    ours: async (seconds) => {
      const before = cpuOf(platform.pids());
      const answer = await run(
        "./buyers-process.ts",
        orderOf(platform, one, { port, buyers, seconds }),
        bench,
      );
      await drained(platform.databaseUrl, bench.signal);
      const after = cpuOf(platform.pids());
      return roundOf(answer, before === null || after === null ? null : after - before);
    },
  });
  const { perSecond, p50Ms, p99Ms, cpuMs } = turns.ours;
  return { name: one.name, perSecond, p50Ms, p99Ms, ofRaw: perSecond / turns.bare.perSecond, cpuMs };
}

/** Whole guest checkouts by buyers without JavaScript, of many goods and of one, against the bare order path. */
export async function measureCheckouts(bench: Bench, wanted: readonly string[]): Promise<CaseResult> {
  const platform = await measuredPlatform(bench);
  const alone = platform.otherHosts.length === 0 ? await count(bench, platform) : null;
  await platform.addStores();
  const { statements, transactions } = await count(bench, platform);
  const bare = await startBarePath(bench, platform.databaseUrl);
  const rows: Row[] = [];
  for (const one of cases.filter(({ name }) => wanted.includes(name))) {
    rows.push({ ...(await measure(bench, platform, one, bare.port)), statements, transactions });
  }
  await bare.stop();
  const notes = alone ? [countNote("checkout", bench.stores, alone, { statements, transactions })] : [];
  return { rows, notes };
}

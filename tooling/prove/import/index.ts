import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { listProducts } from "../../../packages/catalogue/src/index.ts";
import { appUrl, openCell, openStore, type StoreContext, system } from "../../../packages/db/src/index.ts";
import type { StoreId } from "../../../packages/kernel/src/index.ts";
import {
  addImportPart,
  createImport,
  getImport,
  type ImportView,
} from "../../../packages/transfer/src/index.ts";
import { largestPart } from "../../../packages/transfer/src/schemas.ts";
import { type Platform, startPlatform } from "../platform/start-platform.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";
import { ask, openProofStore, type ProofStore } from "../shop/open-store.ts";
import { productFile, rowsEach } from "./product-rows.ts";
import type { ShopperOrder } from "./shopper-thread.ts";
import { standInTheWay } from "./stand-in-the-way.ts";

const mostSlower = 1.5;
const leastRowsASecond = 10_000;
const mostMegabytes = 300;
const goods = [{ handle: "goods", title: "Goods", sku: "A", stock: null }];

async function upload(ctx: StoreContext, products: number): Promise<string> {
  const bytes = Buffer.concat([...productFile(products)]);
  const { id } = await createImport(ctx, { fileName: "proof.csv", bytes: bytes.length, isDryRun: false });
  for (let number = 0; number * largestPart < bytes.length; number += 1) {
    const part = bytes.subarray(number * largestPart, (number + 1) * largestPart);
    await addImportPart(ctx, { id, number, bytes: part });
  }
  return id;
}

/** Seconds until search knows all that was imported. */
async function watchSearch(ctx: StoreContext, id: string, run: ProofRun): Promise<number> {
  const from = performance.now();
  while ((await getImport(ctx, { id })).unindexed > 0) await wait(500, null, { signal: run.signal });
  return (performance.now() - from) / 1000;
}

const isOver = ({ state }: ImportView) => state === "done" || state === "failed" || state === "cancelled";

interface Watched {
  readonly end: ImportView;
  readonly seconds: number;
  /** The most that the worker's process had in memory, megabytes; and by then, when a tenth, a half and all of the products were done. */
  readonly megabytes: number;
  readonly memory: readonly { readonly position: number; readonly megabytes: number }[];
}

const marks = [0.1, 0.5, 1];

/** Looks at an import until it is over; `meanwhile` is told how far it is. */
async function watchImport(
  ctx: StoreContext,
  id: string,
  run: ProofRun,
  platform: Platform,
  meanwhile: (view: ImportView) => unknown = () => {},
): Promise<Watched> {
  const from = performance.now();
  const memory: { position: number; megabytes: number }[] = [];
  let megabytes = 0;
  for (;;) {
    run.signal.throwIfAborted();
    const view = await getImport(ctx, { id });
    const { position } = view;
    megabytes = Math.max(megabytes, residentOf(platform.pidOf("worker")));
    if (position > 0 && position >= (view.survey?.products ?? 0) * (marks[memory.length] ?? 2))
      memory.push({ position, megabytes: Math.round(megabytes) });
    await meanwhile(view);
    if (isOver(view)) return { end: view, seconds: (performance.now() - from) / 1000, megabytes, memory };
    await wait(200, null, { signal: run.signal });
  }
}

// Linux tells; elsewhere nothing is measured.
function residentOf(pid: number | null): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Whole checkouts at another store, one after the other, until it is told to stop; answers their milliseconds. */
function shopping({ host, variants, accounts }: ProofStore, port: number, from: number) {
  const order: ShopperOrder = { host, port, variantId: variants.A!, account: accounts.atOnce, from };
  const thread = new Worker(new URL("./shopper-thread.ts", import.meta.url), { workerData: order });
  const answer = once(thread, "message");
  answer.catch(() => {});
  return {
    async stop(): Promise<number[]> {
      thread.postMessage("stop");
      const [times] = (await answer) as [number[]];
      await thread.terminate();
      return times;
    },
  };
}

function p95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
}

async function checkRows(platform: Platform, storeId: string, products: number, tally: Tally): Promise<void> {
  const [found] = await ask<Record<"products" | "variants" | "stock" | "twice" | "moved", string>>(
    platform,
    `select (select count(*)::text from products where store_id = '${storeId}') as products,
      (select count(*)::text from variants where store_id = '${storeId}') as variants,
      (select count(*)::text from stock where store_id = '${storeId}') as stock,
      (select count(*)::text from (select 1 from stock_movements where store_id = '${storeId}'
        group by variant_id having count(*) > 1) t) as twice,
      (select count(*)::text from stock s where s.store_id = '${storeId}' and s.available <> coalesce((select
        sum(m.available) from stock_movements m where m.store_id = s.store_id and m.variant_id = s.variant_id), 0)) as moved`,
  );
  tally.check(Number(found?.products) === products, `${found?.products} products of ${products}`);
  const rows = products * rowsEach;
  tally.check(Number(found?.variants) === rows, `${found?.variants} variants of ${rows}`);
  tally.check(Number(found?.stock) === rows, `${found?.stock} stock rows of ${rows}`);
  tally.check(found?.twice === "0", `${found?.twice} variants were stocked twice`);
  tally.check(found?.moved === "0", `the movements of ${found?.moved} variants do not add up to their stock`);
}

async function pass(platform: Platform, run: ProofRun, tally: Tally): Promise<string> {
  const products = run.isSmall ? 1_000 : 100_000;
  const rows = products * rowsEach;
  const { storefront: port } = platform.ports;
  const other = await openProofStore(platform, { handle: "other", goods });
  const [first, second] = [
    await openProofStore(platform, { handle: "interrupted", goods: [] }),
    await openProofStore(platform, { handle: "undisturbed", goods: [] }),
  ];
  const cell = openCell({ url: appUrl(platform.databaseUrl, platform.masterKey), name: "proof" });
  const open = ({ storeId }: ProofStore) =>
    openStore(cell, storeId as StoreId, { actor: system, locale: "en" });
  try {
    // The worker dies in the middle; another takes the import up.
    const halfWay = await standInTheWay(open(first), products / 2, "CNY");
    const id = await upload(open(first), products);
    let killedAt = 0;
    const interrupted = await watchImport(open(first), id, run, platform, async ({ position }) => {
      if (killedAt > 0 || position < products / 4) return;
      if (!platform.kill("worker")) return;
      killedAt = position;
      await halfWay.leave();
    });
    tally.check(killedAt > 0 && killedAt < products, "the worker was not killed in the middle");
    tally.check(interrupted.end.state === "done", `the import ended as ${interrupted.end.state}`);
    tally.check(interrupted.end.rowsDone === rows, `${interrupted.end.rowsDone} rows of ${rows} are done`);
    tally.check(
      interrupted.end.counts.created === products,
      `${interrupted.end.counts.created} were created`,
    );
    await checkRows(platform, first.storeId, products, tally);
    run.say(`killed behind product ${killedAt} of ${products}, gone on with: all there once`);

    await platform.ready();
    const warm = shopping(other, port, 0);
    await wait(run.isSmall ? 1_000 : 10_000);
    await warm.stop();
    const calm = shopping(other, port, 10_000);
    await wait(run.isSmall ? 2_000 : 20_000);
    const before = p95(await calm.stop());
    const busy = shopping(other, port, 20_000);
    const whole = await watchImport(open(second), await upload(open(second), products), run, platform);
    const search = await watchSearch(open(second), whole.end.id, run);
    const during = p95(await busy.stop());
    await checkRows(platform, second.storeId, products, tally);
    const { items } = await listProducts(open(second), { query: `SKU-${products - 1}-0` });
    tally.check(items[0]?.handle === `p-${products - 1}`, "search does not find the last product");
    const [rate, ratio] = [rows / whole.seconds, during / before];
    const megabytes = Math.max(interrupted.megabytes, whole.megabytes);
    if (!run.isSmall) {
      tally.check(rate >= leastRowsASecond, `${rate.toFixed(0)} rows a second`);
      tally.check(ratio <= mostSlower, `p95 of other stores' checkouts rose ${ratio.toFixed(2)} times`);
      tally.check(megabytes <= mostMegabytes, `the worker took ${megabytes.toFixed(0)} MB`);
    }

    const again = await watchImport(open(second), await upload(open(second), products), run, platform);
    tally.check(again.end.isUnchanged, `the same file again: ${JSON.stringify(again.end.counts)}`);
    await checkRows(platform, second.storeId, products, tally);
    run.record({ name: "import.run", products, rows, seconds: whole.seconds, rate, megabytes, killedAt });
    for (const { position, megabytes } of whole.memory)
      run.record({ name: "import.memory", position, megabytes });
    run.record({ name: "import.again", seconds: again.seconds, unchanged: again.end.counts.unchanged });
    run.record({ name: "import.search", seconds: search, products });
    run.record({ name: "import.others", before, during, ratio });
    return `${rows} rows at ${rate.toFixed(0)} a second with at most ${megabytes.toFixed(0)} MB; found ${search.toFixed(1)} s later; killed at ${killedAt} and gone on with, no row twice, none lost; the same file again changes nothing (${again.seconds.toFixed(1)} s); other stores' checkouts p95 ${before.toFixed(0)} ms before, ${during.toFixed(0)} ms meanwhile (${ratio.toFixed(2)})`;
  } finally {
    await cell.end();
  }
}

async function prove(run: ProofRun): Promise<Verdict> {
  const tally = new Tally();
  const platform = await startPlatform(run);
  try {
    await platform.ready();
    const says = await pass(platform, run, tally);
    for (const fault of tally.faults.slice(0, 20)) run.say(`FAULT ${fault}`);
    return { holds: tally.faults.length === 0, says: `${says}; ${tally.faults.length} faults` };
  } finally {
    await platform.stop();
  }
}

export const importProof: Proof = {
  name: "import",
  claim:
    "an import whose worker is killed goes on without a row twice or lost, fast and in little memory, and other stores go on selling",
  figures: `One object a line:
  { name: "import.run", products, rows, seconds, rate, megabytes, killedAt }   rate in rows a second; megabytes of the worker at most
  { name: "import.memory", position, megabytes }                               of the worker at most until then: behind a tenth, a half and all of the products
  { name: "import.again", seconds, unchanged }                                 the same file into the same store
  { name: "import.search", seconds, products }                                 until search had followed
  { name: "import.others", before, during, ratio }                             p95 of another store's whole checkouts, milliseconds
  { name: "import.verdict", holds, says }
Example:
  {"name":"import.others","before":41,"during":55,"ratio":1.34}`,
  run: prove,
};

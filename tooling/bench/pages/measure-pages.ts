import { type FetchedPage, fetchPage } from "../fetch-page.ts";
import { type Address, addressList } from "../load/page-load.ts";
import { pageRound } from "../load/page-round.ts";
import { type MeasuredPlatform, measuredPlatform } from "../platform/measured-platform.ts";
import { startRaw } from "../raw-pages.ts";
import type { CaseResult, Row } from "../row.ts";
import type { Bench } from "../surroundings.ts";
import { takeTurns } from "../take-turns.ts";
import { type Counts, check, countPages } from "./count-pages.ts";
import { type PageCase, pageCases } from "./page-cases.ts";

const connections = 16;
const noCache = { HUTONG_PAGE_CACHE_MB: "0" };
const counting = { HUTONG_COUNT: "1" };

const settingsOf = (one: PageCase): Record<string, string> => (one.isKept ? {} : noCache);

/** Counts what one store's pages take; again when there are many, since it must be the same. */
async function countAll(
  platform: MeasuredPlatform,
  cases: readonly PageCase[],
): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>();
  for (const isKept of [true, false]) {
    const these = cases.filter((one) => one.isKept === isKept);
    if (these.length === 0) continue;
    const { port } = await platform.storefront({ ...counting, ...settingsOf(these[0]!) });
    for (const one of these) {
      const addresses = addressesOf(platform, one).slice(0, 40);
      counts.set(one.name, await countPages(port, addresses, one));
    }
  }
  return counts;
}

// Before there are other stores the measured one's own home page stands for theirs.
function addressesOf(platform: MeasuredPlatform, one: PageCase): Address[] {
  const addresses = one.addresses(platform);
  return addresses.length > 0 ? addresses : [{ host: platform.store.host, path: "/" }];
}

async function sample(port: number, addresses: readonly Address[], one: PageCase) {
  const pages: FetchedPage[] = [];
  for (const address of addresses) {
    const page = await fetchPage(port, address);
    check(page, address, one);
    pages.push(page);
  }
  pages.sort((a, b) => a.body.byteLength - b.body.byteLength);
  return { smallest: pages[0]!.body.byteLength, middle: pages[Math.floor(pages.length / 2)]! };
}

async function measure(
  bench: Bench,
  platform: MeasuredPlatform,
  one: PageCase,
  counts: Counts,
): Promise<Row> {
  const { port } = await platform.storefront(settingsOf(one));
  const addresses = addressesOf(platform, one);
  const { smallest, middle } = await sample(port, addresses, one);
  const raw = await startRaw(bench, one.name, middle);
  const { file: listFile, remove } = addressList(addresses);
  bench.undo.push(remove);
  const load = (at: number, leastBytes: number, pids: readonly number[]) => (seconds: number) =>
    pageRound({ port: at, listFile, connections, seconds }, leastBytes, pids, bench.signal);
  const turns = await takeTurns(bench, {
    raw: load(raw.port, middle.body.byteLength, [raw.pid]),
    ours: load(port, smallest, platform.pids()),
  });
  await raw.stop();
  await sample(port, addresses.slice(0, 20), one);
  const { perSecond, p50Ms, p99Ms, cpuMs } = turns.ours;
  return {
    name: one.name,
    perSecond,
    p50Ms,
    p99Ms,
    ofRaw: perSecond / turns.raw.perSecond,
    cpuMs,
    ...counts,
  };
}

/** Shop pages, kept and made anew, against node:http sending the same bytes. */
export async function measurePages(bench: Bench, wanted: readonly string[]): Promise<CaseResult> {
  const cases = pageCases.filter(({ name }) => wanted.includes(name));
  const platform = await measuredPlatform(bench);
  const isAlone = platform.otherHosts.length === 0;
  const alone = isAlone ? await countAll(platform, cases) : null;
  await platform.addStores();
  const among = await countAll(platform, cases);
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const one of cases) {
    const counts = among.get(one.name)!;
    rows.push(await measure(bench, platform, one, counts));
    const before = alone?.get(one.name);
    if (before) notes.push(countNote(one.name, bench.stores, before, counts));
  }
  return { rows, notes };
}

/** "statements and transactions with 1 store: 6 and 1; with 1,000: 6 and 1". */
export function countNote(name: string, stores: number, alone: Counts, among: Counts): string {
  const say = (counts: Counts) => `${counts.statements} and ${counts.transactions}`;
  const isSame = alone.statements === among.statements && alone.transactions === among.transactions;
  const word = isSame ? "the same" : "NOT THE SAME";
  return `${name}: statements and transactions with 1 store ${say(alone)}, with ${stores.toLocaleString("en")} ${say(among)}: ${word}`;
}

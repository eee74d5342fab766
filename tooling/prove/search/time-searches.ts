import { listProducts, searchProducts } from "../../../packages/catalogue/src/index.ts";
import type { StoreContext } from "../../../packages/db/src/index.ts";
import type { JudgedSet } from "./judged-set.ts";
import { percentile } from "./ndcg.ts";
import { serverCpuOf } from "./server-cpu.ts";

/**
 * Milliseconds; `cpu50` and so on are those that the database's connections had the processor, missing where the system does not tell.
 */
export type SearchTimes = Readonly<Record<"queries" | "p50" | "p95" | "p99", number>> &
  Readonly<Partial<Record<"cpu50" | "cpu95" | "cpu99", number>>>;

type Search = (ctx: StoreContext, query: string) => Promise<unknown>;

/** Who searches: the shop's page of results, its suggestions, and the merchant's list. */
export const searches: Readonly<Record<"page" | "suggestions" | "dashboard", Search>> = {
  page: (ctx, query) => searchProducts(ctx, { query, page: 1, perPage: 24, withChoices: true }),
  suggestions: (ctx, query) =>
    searchProducts(ctx, { query, page: 1, perPage: 6, withChoices: false, withFacets: false }),
  dashboard: (ctx, query) => listProducts(ctx, { query, limit: 50 }),
};

const spread = <Name extends string>(name: Name, times: readonly number[]) =>
  Object.fromEntries(
    [50, 95, 99].map((percent) => [`${name}${percent}`, percentile(times, percent / 100)]),
  ) as Record<`${Name}50` | `${Name}95` | `${Name}99`, number>;

/** Asks each `every`-th query of a set once, after some that are not counted; `serverPid` is the database server's. */
export async function timeSearches(
  ctx: StoreContext,
  set: JudgedSet,
  search: Search,
  { every, serverPid }: { every: number; serverPid: number },
): Promise<SearchTimes> {
  const queries = set.queries.filter((_, index) => index % every === 0);
  for (const { query } of set.queries.slice(0, 20)) await search(ctx, query);
  const cpu = serverCpuOf(serverPid, "hutong_app");
  const times: number[] = [];
  const onServer: number[] = [];
  for (const { query } of queries) {
    const cpuFrom = cpu?.() ?? 0;
    const from = performance.now();
    await search(ctx, query);
    times.push(performance.now() - from);
    onServer.push((cpu?.() ?? 0) - cpuFrom);
  }
  return { queries: queries.length, ...spread("p", times), ...(cpu ? spread("cpu", onServer) : {}) };
}

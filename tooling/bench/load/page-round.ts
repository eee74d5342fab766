import { withCpu } from "../cpu.ts";
import type { Round } from "../row.ts";
import { loadPages, type PageLoad } from "./page-load.ts";

/** One round of page load, with the CPU that the given processes took for each request. */
export async function pageRound(
  load: PageLoad,
  leastBytes: number,
  pids: readonly number[],
  signal: AbortSignal,
): Promise<Round> {
  const { result, cpuMs } = await withCpu(pids, () => loadPages(load, leastBytes, signal));
  return {
    operations: result.requests,
    perSecond: result.requests / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    cpuMs: cpuMs === null ? null : cpuMs / result.requests,
  };
}

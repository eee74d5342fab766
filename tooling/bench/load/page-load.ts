import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeLoad } from "./node-load.ts";
import { findWrk, wrkLoad } from "./wrk.ts";

/** An address as a browser asks for it: the host is the store. */
export interface Address {
  readonly host: string;
  readonly path: string;
}

export interface PageLoad {
  readonly port: number;
  /** A file with "host path" a line, asked for in turn and again from the front. */
  readonly listFile: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadAnswer {
  readonly requests: number;
  readonly seconds: number;
  /** With heads. */
  readonly bytes: number;
  /** Connections that broke, time-outs, and answers other than 2xx and 3xx. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Writes a list of addresses for `loadPages`, removed by `remove`. */
export function addressList(addresses: readonly Address[]): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "hutong-bench-list-"));
  const file = join(folder, "addresses.txt");
  writeFileSync(file, addresses.map(({ host, path }) => `${host} ${path}\n`).join(""));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Asks for pages as fast as they come, from a process of its own. Throws when any answer was a failure, or when the
 * answers were smaller than `leastBytes` on average, as error pages would be.
 */
export async function loadPages(
  load: PageLoad,
  leastBytes: number,
  signal: AbortSignal,
): Promise<LoadAnswer> {
  const wrk = findWrk();
  const answer = wrk ? await wrkLoad(wrk, load, signal) : await nodeLoad(load, signal);
  if (answer.failed > 0)
    throw new Error(`${answer.failed} of ${answer.requests} requests to port ${load.port} failed`);
  const average = answer.bytes / answer.requests;
  if (!(average >= leastBytes))
    throw new Error(`answers of ${Math.round(average)} bytes where ${leastBytes} were expected`);
  return answer;
}

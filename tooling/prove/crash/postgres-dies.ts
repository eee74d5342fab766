import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { expireReservations, type Point, queryAttempts } from "../../../packages/checkout/src/index.ts";
import type { TestDatabase } from "../../../packages/db/src/testing.ts";
import type { Platform } from "../platform/start-platform.ts";
import type { Tally } from "../proof.ts";
import { laterMs } from "./die-at-point.ts";
import { begin, checkOnce, checkStock, count, goOnErrand, later } from "./trial.ts";

export interface Deaths {
  /** From each death to the first statement that was answered again. */
  readonly seconds: readonly number[];
}

const backWithinMs = 60_000;
const pastExpiryMs = 20 * 60_000;

// By a new connection each time: one that is kept waits longer after each failure.
async function answers(url: string): Promise<boolean> {
  const probe = postgres(url, { max: 1, prepare: false, fetch_types: false, connect_timeout: 1 });
  try {
    await probe`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await probe.end({ timeout: 0 });
  }
}

async function untilBack(url: string): Promise<void> {
  const until = Date.now() + backWithinMs;
  while (!(await answers(url))) {
    if (Date.now() > until) throw new Error("PostgreSQL does not come back.");
    await wait(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function dieUnder(
  platform: Platform,
  database: TestDatabase,
  point: Point,
  tally: Tally,
): Promise<number> {
  const name = `PostgreSQL died at ${point}`;
  const trial = await begin(name, database, tally, "at-once");
  const victims = platform.postgresPids();
  tally.check(victims.length > 1, `${name}: only ${victims.length} processes of PostgreSQL were found`);
  const errand = goOnErrand({ ...trial.errand, point, door: "submit", victims });
  while (isAlive(victims[0]!)) await wait(5);
  const from = performance.now();
  await untilBack(database.directUrl);
  const seconds = (performance.now() - from) / 1000;
  // A pooler goes on refusing for a moment when the server behind it is back (`server_login_retry`).
  await untilBack(database.appUrl);
  const { signal } = await errand;
  tally.check(signal === null, `${name}: the process that was paying died too (${signal})`);
  await queryAttempts(later(trial, laterMs));
  await expireReservations(later(trial, pastExpiryMs));
  const orders = await count(trial, "orders");
  // Before the hold was committed nothing had begun; afterwards the worker finds the payment without the customer.
  const expected = point === "checkout.before_reserve" ? 0 : 1;
  tally.check(orders === expected, `${name}: ${orders} orders before the customer came back`);
  await checkStock(trial, expected);
  await checkOnce(trial);
  return seconds;
}

/**
 * Ends the whole database server at each point, under a process that is paying, one after the other: the postmaster and
 * every process of it at once, as the power going out would. What was acknowledged is there once it is back.
 */
export async function postgresDies(
  platform: Platform,
  database: TestDatabase,
  points: readonly Point[],
  tally: Tally,
): Promise<Deaths> {
  // The supervisor waits longer after each death of a server that did not live long; those of before do not count here.
  await platform.restart({});
  await platform.ready();
  const seconds: number[] = [];
  for (const point of points) {
    seconds.push(await dieUnder(platform, database, point, tally));
    await platform.ready();
  }
  return { seconds };
}

import { setTimeout as wait } from "node:timers/promises";
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

async function untilBack(database: TestDatabase): Promise<void> {
  const until = Date.now() + backWithinMs;
  for (;;) {
    try {
      await database.owner`select 1`;
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await wait(20);
    }
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
  const from = performance.now();
  const { signal } = await goOnErrand({ ...trial.errand, point, door: "submit", victims });
  tally.check(signal === null, `${name}: the process that was paying died too (${signal})`);
  await untilBack(database);
  const seconds = (performance.now() - from) / 1000;
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
  const seconds: number[] = [];
  for (const point of points) {
    seconds.push(await dieUnder(platform, database, point, tally));
    await platform.ready();
  }
  return { seconds };
}

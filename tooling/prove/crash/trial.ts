import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Point, type SubmitOutcome, submitCheckout } from "../../../packages/checkout/src/index.ts";
import { openTestShop, readyCheckout, type TestShop } from "../../../packages/checkout/src/testing/shop.ts";
import type { StoreContext } from "../../../packages/db/src/index.ts";
import type { TestDatabase } from "../../../packages/db/src/testing.ts";
import { createClock } from "../../../packages/kernel/src/index.ts";
import type { Tally } from "../proof.ts";
import type { Errand } from "./die-at-point.ts";

const stockBefore = 5;
const entry = fileURLToPath(new URL("./die-at-point.ts", import.meta.url));

/** One checkout that is tried, in a store of its own. */
export interface Trial {
  readonly name: string;
  readonly database: TestDatabase;
  readonly shop: TestShop;
  readonly errand: Omit<Errand, "point" | "door" | "victims">;
  readonly tally: Tally;
}

/** Opens the trial's store and a checkout that is one press away from being paid. */
export async function begin(
  name: string,
  database: TestDatabase,
  tally: Tally,
  answer: "at-once" | "page",
): Promise<Trial> {
  const shop = await openTestShop(database, { stock: stockBefore, answer });
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const errand = {
    appUrl: database.appUrl,
    isPooled: Boolean(process.env.TEST_POOL_URL),
    storeId: shop.storeId,
    checkout,
    accountId: shop.accounts.test,
    key: `key of ${name}`,
  };
  return { name, database, shop, errand, tally };
}

/** Runs an errand in a process of its own and answers how that ended. */
export async function goOnErrand(
  errand: Errand,
): Promise<{ code: number | null; signal: string | null; said: string }> {
  const child = spawn(process.execPath, [entry, JSON.stringify(errand)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, said };
}

/** Sends a process on the errand and has it die at the point. */
export async function dieAt(trial: Trial, point: Point, door: Errand["door"]): Promise<void> {
  const { code, signal, said } = await goOnErrand({ ...trial.errand, point, door, victims: [] });
  trial.tally.check(
    signal === "SIGKILL",
    `${trial.name}: the process did not die at ${point} (status ${code}) ${said}`,
  );
}

/** The platform some time later. */
export function later(trial: Trial, ms: number): StoreContext {
  return trial.shop.platform.as({ clock: createClock(ms) });
}

/** The customer presses pay once more. */
export async function pressAgain(trial: Trial): Promise<SubmitOutcome> {
  return await submitCheckout(trial.shop.buyer, { ...trial.errand, returnUrl: "http://shop.localhost/" });
}

/** How many rows of a table the trial's store has. */
export async function count(trial: Trial, table: string): Promise<number> {
  const { owner } = trial.database;
  const [row] =
    await owner`select count(*)::int as n from ${owner(table)} where store_id = ${trial.shop.storeId}`;
  return row!.n;
}

/** So many units were sold, and none is held. */
export async function checkStock(trial: Trial, sold: number): Promise<void> {
  const [stock] = await trial.database.owner`select available, reserved, committed from stock
    where store_id = ${trial.shop.storeId} and variant_id = ${trial.shop.variants.tin}`;
  const found = `${stock!.available} available, ${stock!.reserved} reserved, ${stock!.committed} committed`;
  const right = `${stockBefore - sold} available, 0 reserved, ${sold} committed`;
  trial.tally.check(found === right, `${trial.name}: ${found}, not ${right}`);
}

/** The retry's answer and the books: one order, one payment, one unit. */
export async function checkOnce(trial: Trial): Promise<void> {
  const { tally, name } = trial;
  const [first, second] = [await pressAgain(trial), await pressAgain(trial)];
  tally.check(first.kind === "placed", `${name}: the retry answered ${first.kind}`);
  tally.check(JSON.stringify(first) === JSON.stringify(second), `${name}: two retries, two answers`);
  for (const table of ["orders", "payments"]) {
    const n = await count(trial, table);
    tally.check(n === 1, `${name}: ${n} ${table}`);
  }
  await checkStock(trial, 1);
}

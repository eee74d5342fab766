import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { verify } from "../../../apps/cli/src/verify/verify.ts";
import {
  expireReservations,
  type Point,
  queryAttempts,
  type SubmitOutcome,
  submitCheckout,
} from "../../../packages/checkout/src/index.ts";
import { openTestShop, readyCheckout, type TestShop } from "../../../packages/checkout/src/testing/shop.ts";
import type { StoreContext } from "../../../packages/db/src/index.ts";
import { createTestDatabase, type TestDatabase } from "../../../packages/db/src/testing.ts";
import { createClock } from "../../../packages/kernel/src/index.ts";
import type { Tally } from "../proof.ts";
import { type Errand, laterMs } from "./die-at-point.ts";

// A point that is added and not tried does not compile.
const points: Readonly<Record<Point, { isInSettle: boolean; isWorkersInSmall: boolean }>> = {
  "checkout.before_reserve": { isInSettle: false, isWorkersInSmall: false },
  "checkout.after_reserve": { isInSettle: false, isWorkersInSmall: true },
  "checkout.after_call": { isInSettle: false, isWorkersInSmall: false },
  "settle.before_commit": { isInSettle: true, isWorkersInSmall: true },
  "settle.after_commit": { isInSettle: true, isWorkersInSmall: false },
};

const stockBefore = 5;
const pastExpiryMs = 20 * 60_000;
const entry = fileURLToPath(new URL("./die-at-point.ts", import.meta.url));

interface Trial {
  readonly name: string;
  readonly database: TestDatabase;
  readonly shop: TestShop;
  readonly errand: Omit<Errand, "point" | "door">;
  readonly tally: Tally;
}

async function begin(
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

async function dieAt(trial: Trial, point: Point, door: Errand["door"]): Promise<void> {
  const errand: Errand = { ...trial.errand, point, door };
  const child = spawn(process.execPath, [entry, JSON.stringify(errand)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code, signal] = await once(child, "close");
  trial.tally.check(
    signal === "SIGKILL",
    `${trial.name}: the process did not die at ${point} (status ${code}) ${said}`,
  );
}

/** The platform some time later. */
function later(trial: Trial, ms: number): StoreContext {
  return trial.shop.platform.as({ clock: createClock(ms) });
}

async function pressAgain(trial: Trial): Promise<SubmitOutcome> {
  return await submitCheckout(trial.shop.buyer, { ...trial.errand, returnUrl: "http://shop.localhost/" });
}

async function count(trial: Trial, table: string): Promise<number> {
  const { owner } = trial.database;
  const [row] =
    await owner`select count(*)::int as n from ${owner(table)} where store_id = ${trial.shop.storeId}`;
  return row!.n;
}

async function checkStock(trial: Trial, sold: number): Promise<void> {
  const [stock] = await trial.database.owner`select available, reserved, committed from stock
    where store_id = ${trial.shop.storeId} and variant_id = ${trial.shop.variants.tin}`;
  const found = `${stock!.available} available, ${stock!.reserved} reserved, ${stock!.committed} committed`;
  const right = `${stockBefore - sold} available, 0 reserved, ${sold} committed`;
  trial.tally.check(found === right, `${trial.name}: ${found}, not ${right}`);
}

/** The retry's answer and the books: one order, one payment, one unit. */
async function checkOnce(trial: Trial): Promise<void> {
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

type Work = (database: TestDatabase, tally: Tally) => Promise<void>;

function trials(isSmall: boolean): Work[] {
  const all = Object.keys(points) as Point[];
  const workers = all.filter((point) => !isSmall || points[point].isWorkersInSmall);
  return [
    ...all.map(
      (point): Work =>
        async (database, tally) => {
          const trial = await begin(`died at ${point}, pressed again`, database, tally, "at-once");
          await dieAt(trial, point, "submit");
          await checkOnce(trial);
        },
    ),
    ...all.map(
      (point): Work =>
        async (database, tally) => {
          const trial = await begin(`died at ${point}, settled by the worker`, database, tally, "at-once");
          await dieAt(trial, point, "submit");
          await queryAttempts(later(trial, laterMs));
          await expireReservations(later(trial, pastExpiryMs));
          const isBegun = point !== "checkout.before_reserve";
          const n = await count(trial, "orders");
          tally.check(n === (isBegun ? 1 : 0), `${trial.name}: ${n} orders before the customer came back`);
          await checkStock(trial, isBegun ? 1 : 0);
          await checkOnce(trial);
        },
    ),
    ...workers
      .filter((point) => points[point].isInSettle)
      .map(
        (point): Work =>
          async (database, tally) => {
            const trial = await begin(`the worker too died at ${point}`, database, tally, "at-once");
            await dieAt(trial, "checkout.after_reserve", "submit");
            await dieAt(trial, point, "query");
            await queryAttempts(later(trial, laterMs));
            await checkOnce(trial);
          },
      ),
    async (database, tally) => {
      const trial = await begin("died holding goods, never came back", database, tally, "page");
      await dieAt(trial, "checkout.after_reserve", "submit");
      await expireReservations(later(trial, pastExpiryMs));
      await checkStock(trial, 0);
    },
  ];
}

const atATime = 3;

/**
 * Ends a process at each named point of the checkout and recovers in each way (in small, by the worker at two of
 * them). Answers how many trials there were.
 */
export async function tryPoints(isSmall: boolean, tally: Tally): Promise<number> {
  const database = await createTestDatabase();
  try {
    const works = trials(isSmall);
    const queue = [...works];
    const run = async () => {
      for (let work = queue.shift(); work; work = queue.shift()) await work(database, tally);
    };
    await Promise.all(Array.from({ length: atATime }, run));
    const { isClean, findings } = await verify(database.owner, null);
    const broken = findings.filter(({ violations }) => violations > 0).map(({ name }) => name);
    tally.check(isClean, `after the points, verify finds broken: ${broken.join(", ")}`);
    return works.length;
  } finally {
    await database.drop();
  }
}

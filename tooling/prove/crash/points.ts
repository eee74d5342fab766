import { verify } from "../../../apps/cli/src/verify/verify.ts";
import { expireReservations, type Point, queryAttempts } from "../../../packages/checkout/src/index.ts";
import { createTestDatabase, type TestDatabase } from "../../../packages/db/src/testing.ts";
import type { Platform } from "../platform/start-platform.ts";
import type { Tally } from "../proof.ts";
import { laterMs } from "./die-at-point.ts";
import { type Deaths, postgresDies } from "./postgres-dies.ts";
import { begin, checkOnce, checkStock, count, dieAt, later } from "./trial.ts";

// A point that is added and not tried does not compile.
const points: Readonly<Record<Point, { isInSettle: boolean; isWorkersInSmall: boolean }>> = {
  "checkout.before_reserve": { isInSettle: false, isWorkersInSmall: false },
  "checkout.after_reserve": { isInSettle: false, isWorkersInSmall: true },
  "checkout.after_call": { isInSettle: false, isWorkersInSmall: false },
  "settle.before_commit": { isInSettle: true, isWorkersInSmall: true },
  "settle.after_commit": { isInSettle: true, isWorkersInSmall: false },
};

const pastExpiryMs = 20 * 60_000;

type Work = (database: TestDatabase, tally: Tally) => Promise<void>;

function trials(isSmall: boolean): Work[] {
  const workers = isSmall ? inSmall : all;
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
const all = Object.keys(points) as Point[];
const inSmall = all.filter((point) => points[point].isWorkersInSmall);

/**
 * Ends a process at each named point of the checkout and recovers in each way, then PostgreSQL under it (in small, the
 * worker's and PostgreSQL's at two of them). Answers how many trials there were, and how soon PostgreSQL was back.
 */
export async function tryPoints(
  platform: Platform,
  isSmall: boolean,
  tally: Tally,
): Promise<{ trials: number; deaths: Deaths }> {
  const database = await createTestDatabase();
  try {
    const works = trials(isSmall);
    const queue = [...works];
    const run = async () => {
      for (let work = queue.shift(); work; work = queue.shift()) await work(database, tally);
    };
    await Promise.all(Array.from({ length: atATime }, run));
    const deaths = await postgresDies(platform, database, isSmall ? inSmall : all, tally);
    const { isClean, findings } = await verify(database.owner, null);
    const broken = findings.filter(({ violations }) => violations > 0).map(({ name }) => name);
    tally.check(isClean, `after the points, verify finds broken: ${broken.join(", ")}`);
    return { trials: works.length + deaths.seconds.length, deaths };
  } finally {
    await database.drop();
  }
}

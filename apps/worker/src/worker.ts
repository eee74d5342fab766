import { EventEmitter } from "node:events";
import {
  countFacets,
  indexBacklog,
  publishProducts,
  putSales,
  runProductEdits,
  touchPictures,
} from "@hutong/catalogue";
import { expireReservations, queryAttempts } from "@hutong/checkout";
import type { Cell } from "@hutong/db";
import { type FetchOptions, fetchPictures } from "@hutong/files";
import { untrackStock } from "@hutong/inventory";
import type { Clock } from "@hutong/kernel";
import { type Mailer, mailboxTexts, type TextSender } from "@hutong/notifications";
import { countSold } from "@hutong/orders";
import { askDisputes, planBills, planShares } from "@hutong/payments";
import { importsUnderWay, runImports } from "@hutong/transfer";
import {
  makeWorkerUtils,
  Logger as QueueLogger,
  run,
  type WorkerEvents,
  type WorkerUtils,
} from "graphile-worker";
import type { Logger } from "pino";
import { forgetSuperseded, freeJobsOfTheDead, lookMs, stayKnown } from "./dead-workers.ts";
import { type DueHandlers, dueRunner } from "./due.ts";
import { relayOutbox, relayPlatformOutbox } from "./relay.ts";
import { StandsBack } from "./stands-back.ts";
import { sweep } from "./sweep.ts";
import { doneTogether, tasks } from "./tasks.ts";

/** Milliseconds between two looks at what is due: while there is nothing, and so that a busy store's work gathers. */
const idleMs = 250;
const gatherMs = 200;
/** How often pictures are asked about where none may be fetched, in seconds. */
const offSeconds = 3_600;
/** How often it is counted what sells best, in seconds. */
const salesSeconds = 6 * 3_600;
/** How long search rests after each second of catching up while an import is under way: both at once leave others too little. */
const besideImportsSeconds = 2;

// Jobs come and go in batches: one by one they cost more than what they do.
const inBatches = {
  worker: {
    localQueue: { size: 32, refetchDelay: { durationMs: gatherMs, threshold: 31 } },
    completeJobBatchDelay: gatherMs,
  },
};

// Kinds of due work that call nobody outside.
const quickKinds: ReadonlySet<string> = new Set(["outbox"]);
// Those that go on for long, and nobody waits for at a page.
const longKinds: ReadonlySet<string> = new Set([
  "imports",
  "search",
  "product-edits",
  "facets",
  "sales",
  "sweep",
]);

export interface Worker {
  /** Jobs that were given up after all their tries. */
  parked(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts the worker: it reads what is due, opens the store and does it; and runs the queue's jobs. Any number of
 * workers may run beside each other. The queue speaks to the database directly, never through the pooler.
 */
export async function startWorker(options: {
  cell: Cell;
  /** For work that takes long, where it is not the same. */
  longCell?: Cell;
  directUrl: string;
  mailer: Mailer;
  /** Sends codes to phones; the mailer's mailbox where it is not given. */
  texts?: TextSender;
  logger: Logger;
  clock: Clock;
  /** From where else than the internet pictures are fetched; null: from nowhere. */
  pictures?: FetchOptions["outside"] | null;
}): Promise<Worker> {
  const { cell, longCell = cell, directUrl, mailer, logger, clock, pictures = {} } = options;
  const texts = options.texts ?? mailboxTexts(mailer);
  const queueLogger = new QueueLogger(() => (level, message) => {
    if (level === "error" || level === "warning") logger.warn({ queue: true }, message);
  });
  const utils = await makeWorkerUtils({ connectionString: directUrl, logger: queueLogger });
  await utils.migrate();
  const events: WorkerEvents = new EventEmitter();
  const stopping = new AbortController();
  const living: Promise<void>[] = [];
  events.once("pool:create", ({ workerPool }) => {
    living.push(stayKnown(utils, workerPool.id, stopping.signal, pause));
  });
  const runner = await run({
    events,
    connectionString: directUrl,
    concurrency: 4,
    maxPoolSize: 4,
    pollInterval: 1000,
    preset: inBatches,
    noHandleSignals: true,
    logger: queueLogger,
    taskList: tasks(cell, { mailer, texts }, clock, logger),
  });
  const standsBack = new StandsBack();
  const handlers: DueHandlers = {
    outbox: (ctx) => relayOutbox(ctx, utils, doneTogether),
    reservations: async (ctx) => (await expireReservations(ctx)).nextSeconds,
    attempts: async (ctx) => (await queryAttempts(ctx)).nextSeconds,
    bills: planBills,
    disputes: askDisputes,
    shares: planShares,
    search: async (ctx) => {
      const seconds = await standsBack.during(() => indexBacklog(ctx, { signal: stopping.signal }));
      return seconds === 0 && importsUnderWay() > 0 ? besideImportsSeconds : seconds;
    },
    imports: (ctx) => standsBack.during(() => runImports(ctx, { signal: stopping.signal })),
    publishing: publishProducts,
    pictures: async (ctx) =>
      pictures === null
        ? offSeconds
        : await fetchPictures(ctx, { onReady: touchPictures, signal: stopping.signal, outside: pictures }),
    "product-edits": (ctx) => runProductEdits(ctx, untrackStock, { signal: stopping.signal }),
    facets: (ctx) => countFacets(ctx, { signal: stopping.signal }),
    sales: async (ctx) => {
      await putSales(ctx, await countSold(ctx));
      return salesSeconds;
    },
    sweep,
  };
  const cellOf = (kind: string) => (longKinds.has(kind) ? longCell : cell);
  const due = dueRunner({ cell, cellOf, handlers, clock, logger, quickKinds });
  living.push(watchTheDead(stopping.signal, utils, logger));
  const loop = watch(
    stopping.signal,
    async (handed) => {
      await relayPlatformOutbox(cell, utils, handed);
      return await due.pass();
    },
    logger,
  );
  return {
    async parked() {
      return await utils.withPgClient(async (client) => {
        const { rows } = await client.query(
          "select count(*)::int as n from graphile_worker.jobs where attempts >= max_attempts and key is not null",
        );
        return rows[0].n as number;
      });
    },
    async stop() {
      stopping.abort();
      await loop;
      await due.settled();
      await runner.stop();
      await Promise.all(living);
      await utils.release();
    },
  };
}

async function watch(
  signal: AbortSignal,
  pass: (handed: Set<string>) => Promise<number>,
  logger: Logger,
): Promise<void> {
  const handed = new Set<string>();
  while (!signal.aborted) {
    let found = 0;
    try {
      found = await pass(handed);
    } catch (error) {
      // The database is away: the next pass finds it again.
      logger.warn({ err: error }, "could not read what is due");
    }
    await pause(found === 0 ? idleMs : gatherMs, signal);
  }
}

async function watchTheDead(signal: AbortSignal, utils: WorkerUtils, logger: Logger): Promise<void> {
  while (!signal.aborted) {
    try {
      const count = await freeJobsOfTheDead(utils);
      if (count > 0) logger.warn({ count }, "took over the jobs of dead workers");
      await forgetSuperseded(utils);
    } catch (error) {
      logger.warn({ err: error }, "could not look for dead workers");
    }
    await pause(lookMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}

import { authorize, isDatabaseError, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { getStore } from "@hutong/stores";
import { fileFields } from "../file-fields.ts";
import { type BatchResult, importBatch } from "../import-batch.ts";
import { openProductFile } from "../open-product-file.ts";
import { batchesOf, type ProductBatch } from "../product-batches.ts";
import type { ProductFile } from "../product-file.ts";
import { addCounts, type Tally, tallyOf } from "../tally.ts";
import { Ahead } from "./ahead.ts";
import { keepChanges } from "./changes.ts";
import { type Claim, claimImport, endRun, ImportLost, moveOn } from "./claim.ts";
import type { RunCounts } from "./import-rows.ts";
import { InOrder, type Order } from "./in-order.ts";
import { keepNotes } from "./notes.ts";
import { sourceOf } from "./parts-source.ts";
import { keepSurvey } from "./survey.ts";
import { undoAll } from "./undo-import.ts";

/** Where a run is; said after each of its transactions. */
export interface RunProgress {
  readonly position: number;
  readonly products: number;
}

/** How a run ended; `lost` when the import was cancelled, or is somebody else's. */
export type RunEnd = "done" | "failed" | "undone" | "lost" | "stopped";

export interface RunOptions {
  /** Asked to stop, the run ends behind a whole batch; the next run goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

/**
 * Runs an import whose file is here, or an undo of one, from where the last run of it came to. Each batch moves the import on in
 * its own transaction: whenever a run dies, the next one neither repeats nor leaves out a product. Null where somebody else is at
 * it, or nothing is to be done.
 */
export async function runImport(
  ctx: StoreContext,
  id: string,
  options: RunOptions = {},
): Promise<RunEnd | null> {
  authorize(ctx, "transfer.runImport");
  const claim = await claimImport(ctx, id);
  if (!claim) return null;
  try {
    return claim.row.state === "undoing"
      ? await undoAll(ctx, claim, options)
      : await importAll(ctx, claim, options);
  } catch (error) {
    if (error instanceof ImportLost) return "lost";
    const refusal = error instanceof AppError ? error : isOfTheFile(error) ? unexpected(error) : null;
    if (!refusal) {
      await endRun(ctx, claim, {});
      throw error;
    }
    const { code, params } = refusal;
    return (await endRun(ctx, claim, { state: "failed", failure: { code, params } })) ? "failed" : "lost";
  } finally {
    claim.stop();
  }
}

// Errors of classes 22 and 23 are about what was to be written: trying again would end the same way.
function isOfTheFile(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return /^2[23]/.test(code);
}

function unexpected(cause: unknown): AppError {
  return new AppError("invalid", "import_failed", { cause });
}

async function importAll(ctx: StoreContext, claim: Claim, options: RunOptions): Promise<RunEnd> {
  const { currency } = await getStore(ctx);
  const fields = await fileFields(ctx);
  const file = await openProductFile(sourceOf(ctx, claim.row), { currency, fields });
  await keepSurvey(ctx, claim, file);
  const { position, rowsDone, counts } = claim.row;
  const batches = new Ahead(batchesOf(file, position, currency));
  const write = async (batch: ProductBatch, order: Order<RunPlace>) => {
    const onSent = () => {
      order.onSent();
      batches.goOn();
    };
    const step = { claim, file, batch, order: { ...order, onSent } };
    const after = await (claim.row.isDryRun ? tryBatch : writeBatch)(ctx, step);
    options.onProgress?.({ position: after.position, products: file.products });
    return after;
  };
  const writing = new InOrder({ position, rowsDone, counts }, write, isPassing);
  let isWhole = false;
  try {
    while (!options.signal?.aborted) {
      const { value: batch, done } = await batches.next();
      if (done) isWhole = true;
      if (done || options.signal?.aborted) break;
      await writing.begin(batch);
    }
  } finally {
    // Nothing of ours is under way when the import is let go of.
    await Promise.allSettled([batches.end(), writing.end()]);
  }
  await writing.end();
  if (!isWhole) {
    await endRun(ctx, claim, {});
    return "stopped";
  }
  return (await endRun(ctx, claim, { state: "done" })) ? "done" : "lost";
}

interface RunPlace {
  readonly position: number;
  readonly rowsDone: number;
  readonly counts: RunCounts;
}

interface Step {
  readonly claim: Claim;
  readonly file: ProductFile;
  readonly batch: ProductBatch;
  readonly order: Order<RunPlace>;
}

/**
 * Somebody else may be importing or editing the same products; the second look finds what they made. And whoever waits for a batch of
 * ours, which waits for the one ahead of it, may have that one wait for them: the database does not see such a ring, so nobody waits long.
 */
function isPassing(error: unknown): boolean {
  return (
    isDatabaseError(error, "23505", "products_handle") ||
    isDatabaseError(error, "40P01") ||
    isDatabaseError(error, "55P03")
  );
}

const longestWait = "2s";

// Search terms are more than half of a product's rows: they follow when the run is over (`indexBacklog`).
const whole = { isUndoable: true, indexesLater: true };

async function writeBatch(ctx: StoreContext, step: Step): Promise<RunPlace> {
  const { batch, file, claim, order } = step;
  const { before, turn, isAlone, onSent, onWritten } = order;
  const { prepared } = batch;
  // Nobody waits for the disk: what a crash of the server takes of a run, the run finds missing and does again.
  const work = async (tx: WriteContext) => {
    if (!isAlone) tx.send(sql`select set_config('lock_timeout', ${longestWait}, true)`);
    const options = { ...whole, turn, onSent, onWritten };
    const result = prepared.products.length > 0 ? await importBatch(tx, prepared, options) : null;
    if (result) keepChanges(tx, claim.row.id, batch.from, result);
    const tally = tallyOf(file, batch, result);
    const at = await before;
    keepNotes(tx, claim.row.id, at.counts, tally);
    const after = placeAfter(batch, at, tally);
    await moveOn(tx, claim, { from: at.position, ...after });
    return after;
  };
  return await ctx.write(work, "later");
}

/** Thrown to undo a dry run's work after the database itself has judged it. */
class Judged extends Error {
  readonly result: BatchResult;

  constructor(result: BatchResult) {
    super("dry run");
    this.result = result;
  }
}

async function judge(ctx: StoreContext, { prepared }: ProductBatch): Promise<BatchResult | null> {
  if (prepared.products.length === 0) return null;
  try {
    return await ctx.write(async (tx) => {
      throw new Judged(await importBatch(tx, prepared));
    });
  } catch (error) {
    if (error instanceof Judged) return error.result;
    throw error;
  }
}

async function tryBatch(ctx: StoreContext, step: Step): Promise<RunPlace> {
  const { batch, file, claim, order } = step;
  const tally = tallyOf(file, batch, await judge(ctx, batch));
  const at = await order.before;
  const after = placeAfter(batch, at, tally);
  await ctx.write(async (tx) => {
    keepNotes(tx, claim.row.id, at.counts, tally);
    await moveOn(tx, claim, { from: at.position, ...after });
  });
  return after;
}

function placeAfter(batch: ProductBatch, at: RunPlace, tally: Tally): RunPlace {
  return {
    position: batch.position,
    rowsDone: at.rowsDone + batch.rows,
    counts: { ...addCounts(at.counts, tally.counts), kept: at.counts.kept },
  };
}

import { authorize, isDatabaseError, type StoreContext } from "@hutong/db";
import { getStore } from "@hutong/stores";
import type { Source } from "./decode.ts";
import { fileFields } from "./file-fields.ts";
import { type BatchResult, importBatch } from "./import-batch.ts";
import { openProductFile } from "./open-product-file.ts";
import type { PreparedProducts } from "./prepare-products.ts";
import { batchesOf } from "./product-batches.ts";
import { type ImportReport, ReportBuilder } from "./report.ts";
import { tallyOf } from "./tally.ts";

/**
 * Imports products from a file in Shopify's format (older or newer headers, in any order and case) or JSONL. Products are
 * known by handle: what the file says is created or changed, what it has no column for stays. Prices are decimals in
 * the store's currency. A row that breaks a rule takes its product out, with its line, its column and a code; the others are
 * written, some hundreds a transaction, each whole with pictures' addresses and stock. Importing the same file
 * again changes nothing. Pictures are recorded by address; the worker fetches them later.
 * Throws what `openProductFile` throws, before anything is written.
 */
export async function importProducts(
  ctx: StoreContext,
  source: Source,
  options: { readonly isDryRun?: boolean } = {},
): Promise<ImportReport> {
  authorize(ctx, "transfer.importProducts");
  const { currency } = await getStore(ctx);
  const file = await openProductFile(source, { currency, fields: await fileFields(ctx) });
  const report = new ReportBuilder(file);
  const isDryRun = options.isDryRun ?? false;
  for await (const batch of batchesOf(file, 0, currency)) {
    const { prepared } = batch;
    const result = prepared.products.length > 0 ? await writeTwice(ctx, prepared, isDryRun) : null;
    report.add(tallyOf(file, batch, result));
  }
  return report.finish(isDryRun);
}

/** Thrown to undo a dry run's work after the database itself has judged it. */
class DryRunDone extends Error {
  readonly result: BatchResult;

  constructor(result: BatchResult) {
    super("dry run");
    this.result = result;
  }
}

async function writeBatch(
  ctx: StoreContext,
  products: PreparedProducts,
  isDryRun: boolean,
): Promise<BatchResult> {
  try {
    return await ctx.write(async (tx) => {
      const result = await importBatch(tx, products);
      if (isDryRun) throw new DryRunDone(result);
      return result;
    });
  } catch (error) {
    if (error instanceof DryRunDone) return error.result;
    throw error;
  }
}

// Somebody else may be importing or editing the same products; the second look finds what they made.
async function writeTwice(
  ctx: StoreContext,
  products: PreparedProducts,
  isDryRun: boolean,
): Promise<BatchResult> {
  try {
    return await writeBatch(ctx, products, isDryRun);
  } catch (error) {
    const isRace = isDatabaseError(error, "23505", "products_handle") || isDatabaseError(error, "40P01");
    if (!isRace) throw error;
    return await writeBatch(ctx, products, isDryRun);
  }
}

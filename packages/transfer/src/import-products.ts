import { authorize, isDatabaseError, type StoreContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { getStore } from "@hutong/stores";
import { type Header, readHeader } from "./columns.ts";
import { Groups, keyOf, lineOf, type RowGroup } from "./group-rows.ts";
import { type BatchResult, importBatch } from "./import-batch.ts";
import { readCsv, type Source } from "./read-csv.ts";
import { type ReadProduct, RowRefused, readProduct } from "./read-product.ts";
import { type ImportReport, ReportBuilder } from "./report.ts";

/** A transaction's share. */
const batchProducts = 250;

interface Survey {
  readonly header: Header;
  readonly rows: number;
  /** Rows of each product: rows of one product may stand apart. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Imports products from a file in Shopify's format (older or newer headers, in any order and case). Products are
 * known by handle: what the file says is created or changed, what it has no column for stays. Prices are decimals in
 * the store's currency. A row that breaks a rule takes its product out, with its line and a code; the others are
 * written, some hundreds a transaction, each whole with pictures' addresses and stock. Importing the same file
 * again changes nothing. Pictures are recorded by address, not fetched.
 * Throws `file_empty`, `file_has_no_rows`, `file_not_csv`, `file_not_utf8`, `file_malformed` or `header_missing`
 * before anything is written.
 */
export async function importProducts(
  ctx: StoreContext,
  source: Source,
  options: { readonly isDryRun?: boolean } = {},
): Promise<ImportReport> {
  authorize(ctx, "transfer.importProducts");
  const { currency } = await getStore(ctx);
  const survey = await surveyFile(source);
  const report = new ReportBuilder();
  const isDryRun = options.isDryRun ?? false;
  let batch: ReadProduct[] = [];
  const flush = async () => {
    const products = batch;
    batch = [];
    if (products.length > 0) report.batch(products, await writeTwice(ctx, products, isDryRun));
  };
  for await (const group of productsOf(source, survey, report)) {
    const product = readOrRefuse(group, currency, report);
    if (product && batch.push(product) >= batchProducts) await flush();
  }
  await flush();
  return report.finish(survey.rows, survey.header.ignored, isDryRun);
}

async function surveyFile(source: Source): Promise<Survey> {
  let header: Header | null = null;
  const counts = new Map<string, number>();
  let rows = 0;
  for await (const row of readCsv(source)) {
    if (!header) {
      header = readHeader(row.cells);
      continue;
    }
    rows += 1;
    const key = keyOf(lineOf(header, row));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (!header) throw new AppError("invalid", "file_empty");
  if (rows === 0) throw new AppError("invalid", "file_has_no_rows");
  return { header, rows, counts };
}

async function* productsOf(
  source: Source,
  { header, counts }: Survey,
  report: ReportBuilder,
): AsyncGenerator<RowGroup> {
  const groups = new Groups(counts);
  let isHeader = true;
  for await (const row of readCsv(source)) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const line = lineOf(header, row);
    const key = keyOf(line);
    if (!key) report.refuse(row.line, "", new AppError("invalid", "handle_missing", { field: "handle" }));
    const group = key ? groups.add(key, line) : null;
    if (group) yield group;
  }
}

function readOrRefuse(group: RowGroup, currency: string, report: ReportBuilder): ReadProduct | null {
  try {
    return readProduct(group, currency);
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error;
    report.refuse(error.line, group.handle, error.refusal);
    return null;
  }
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
  products: readonly ReadProduct[],
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
  products: readonly ReadProduct[],
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

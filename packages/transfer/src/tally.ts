import type { ProductOutcome } from "@hutong/catalogue/schemas";
import type { BatchResult } from "./import-batch.ts";
import type { ProductBatch } from "./product-batches.ts";
import type { ProductFile, RefusedRow } from "./product-file.ts";
import type { ReadProduct } from "./read-product.ts";

/** What became of products so far; pictures are counted by address, once a batch. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Variants whose stock is another than before. */
  readonly stockChanged: number;
  /** Values of the store's own fields that are other than before; not in the counts of imports from before there were any. */
  readonly fieldsChanged?: number;
  readonly picturesRecorded: number;
  readonly picturesKnown: number;
  /** Recorded or known, and still to be fetched. */
  readonly picturesPending: number;
  readonly picturesInvalid: number;
}

export const noCounts: ImportCounts = {
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  stockChanged: 0,
  fieldsChanged: 0,
  picturesRecorded: 0,
  picturesKnown: 0,
  picturesPending: 0,
  picturesInvalid: 0,
};

/** What one batch comes to: its counts, the rows that were not taken, and the pictures whose address is none. */
export interface Tally {
  readonly counts: ImportCounts;
  readonly refused: readonly RefusedRow[];
  readonly invalidPictures: readonly RefusedRow[];
}

export function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  const keys = Object.keys(noCounts) as (keyof ImportCounts)[];
  return Object.fromEntries(
    keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]),
  ) as unknown as ImportCounts;
}

/** @param result what the database said of the batch's products; null where it has none */
export function tallyOf(file: ProductFile, batch: ProductBatch, result: BatchResult | null): Tally {
  const refused = batch.outcomes.flatMap((outcome) => outcome.refused ?? []);
  const kinds = { created: 0, updated: 0, unchanged: 0, refused: refused.length };
  const sources = result?.sources ?? [];
  const known = new Set(sources.map((source) => source.address));
  const invalidPictures: RefusedRow[] = [];
  batch.prepared.products.forEach((product, index) => {
    const outcome = result?.outcomes[index];
    if (!outcome) return;
    kinds[outcome.kind] += 1;
    if (outcome.kind === "refused") refused.push(refusalOf(file, product, outcome));
    else invalidPictures.push(...invalidOf(file, product, known));
  });
  const recorded = sources.filter((source) => source.isNew).length;
  return {
    counts: {
      ...kinds,
      stockChanged: result?.stockChanged ?? 0,
      fieldsChanged: result?.fields.length ?? 0,
      picturesRecorded: recorded,
      picturesKnown: sources.length - recorded,
      picturesPending: sources.filter((source) => !source.isReady).length,
      picturesInvalid: invalidPictures.length,
    },
    refused: refused.sort((a, b) => a.line - b.line).map(short),
    invalidPictures,
  };
}

const longestParam = 200;

// What is quoted of a file may be a million characters of it.
function short(row: RefusedRow): RefusedRow {
  const entries = Object.entries(row.params).map(([name, value]) => [
    name,
    typeof value === "string" ? value.slice(0, longestParam).toWellFormed() : value,
  ]);
  return { ...row, params: Object.fromEntries(entries) };
}

function refusalOf(
  file: ProductFile,
  product: ReadProduct,
  { code, field, params }: Extract<ProductOutcome, { kind: "refused" }>,
): RefusedRow {
  const variant = /^variants\.(\d+)/.exec(field ?? "")?.[1];
  const picture = /^media\.(\d+)/.exec(field ?? "")?.[1];
  const line =
    product.variantLines[Number(variant)] ?? product.images?.[Number(picture)]?.line ?? product.line;
  return { line, handle: product.handle, code, field, column: file.columnOf(field), params };
}

function invalidOf(file: ProductFile, product: ReadProduct, known: ReadonlySet<string>): RefusedRow[] {
  const { handle, images, input, variantLines } = product;
  const isFaulty = (url: string | undefined): url is string => Boolean(url) && !known.has(url!);
  const shown = (images ?? []).filter(({ url }) => isFaulty(url));
  const ofVariants = (input.variants ?? []).flatMap(({ image: url }, at) =>
    isFaulty(url) ? { url, line: variantLines[at] ?? product.line, field: `variants.${at}.fileId` } : [],
  );
  return [...shown.map(({ url, line }) => ({ url, line, field: "media" })), ...ofVariants].map(
    ({ url, line, field }) => ({
      line,
      handle,
      code: "picture_address_invalid",
      field,
      column: file.columnOf(field),
      params: { address: url.slice(0, longestParam).toWellFormed() },
    }),
  );
}

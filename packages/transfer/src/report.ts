import type { ProductFile, RefusedRow } from "./product-file.ts";
import { addCounts, type ImportCounts, noCounts, type Tally } from "./tally.ts";

/** What became of a file of products. */
export interface ImportReport {
  readonly isDryRun: boolean;
  readonly encoding: string;
  /** Rows below the header that hold anything. */
  readonly rows: number;
  readonly products: { created: number; updated: number; unchanged: number; refused: number };
  /** Variants whose stock is another than before. */
  readonly stockChanged: number;
  /** Values of the store's own fields that are other than before. */
  readonly fieldsChanged: number;
  /** Addresses of pictures: recorded now, known before, and how many of both still have to be fetched. */
  readonly pictures: {
    recorded: number;
    known: number;
    pending: number;
    invalid: readonly { line: number; address: string }[];
  };
  readonly ignoredColumns: readonly string[];
  readonly refused: readonly RefusedRow[];
  /** Nothing in the store is other than before. */
  readonly isUnchanged: boolean;
}

/** Whether an import with these counts left the store as it was. */
export function isUnchanged({
  created,
  updated,
  stockChanged,
  fieldsChanged = 0,
  picturesRecorded,
}: ImportCounts): boolean {
  return created + updated + stockChanged + fieldsChanged + picturesRecorded === 0;
}

/** Adds a report up as the import goes. */
export class ReportBuilder {
  readonly #file: ProductFile;
  readonly #refused: RefusedRow[] = [];
  readonly #invalid: { line: number; address: string }[] = [];
  #counts = noCounts;

  constructor(file: ProductFile) {
    this.#file = file;
  }

  add({ counts, refused, invalidPictures }: Tally): void {
    this.#counts = addCounts(this.#counts, counts);
    this.#refused.push(...refused);
    for (const { line, params } of invalidPictures)
      this.#invalid.push({ line, address: String(params.address) });
  }

  finish(isDryRun: boolean): ImportReport {
    const {
      created,
      updated,
      unchanged,
      refused,
      stockChanged,
      fieldsChanged = 0,
      ...pictures
    } = this.#counts;
    return {
      isDryRun,
      encoding: this.#file.encoding,
      rows: this.#file.rows,
      products: { created, updated, unchanged, refused },
      stockChanged,
      fieldsChanged,
      pictures: {
        recorded: pictures.picturesRecorded,
        known: pictures.picturesKnown,
        pending: pictures.picturesPending,
        invalid: this.#invalid,
      },
      ignoredColumns: this.#file.ignoredColumns,
      refused: this.#refused.toSorted((a, b) => a.line - b.line),
      isUnchanged: isUnchanged(this.#counts),
    };
  }
}

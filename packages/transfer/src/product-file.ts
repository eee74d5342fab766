import type { Encoding } from "./decode.ts";
import type { FileField } from "./file-fields.ts";
import type { ReadProduct } from "./read-product.ts";

/** A row that was not taken, and why: `code` is stable, `params` fill its sentence. */
export interface RefusedRow {
  readonly line: number;
  readonly handle: string;
  readonly code: string;
  readonly field: string | undefined;
  /** What the file calls the column at fault, where one is. */
  readonly column: string | undefined;
  readonly params: Readonly<Record<string, string | number>>;
}

/** One product of a file, read or refused, and how many of the file's rows it is. */
export type ReadOutcome =
  | { readonly rows: number; readonly product: ReadProduct; readonly refused?: never }
  | { readonly rows: number; readonly product?: never; readonly refused: RefusedRow };

/** What of a store decides how its files are read. */
export interface FileTerms {
  /** Prices are decimals in it. */
  readonly currency: string;
  /** What else its products have: see `fileFields`. */
  readonly fields: readonly FileField[];
}

/** A file of products that was read once from its beginning to its end, so that its form is known to be sound. */
export interface ProductFile {
  readonly format: "csv" | "jsonl" | "xlsx";
  readonly encoding: Encoding;
  /** Rows below the header that hold anything. */
  readonly rows: number;
  /** How many outcomes `read` answers. */
  readonly products: number;
  readonly ignoredColumns: readonly string[];
  /** Its products, some at a time; the same file gives the same ones in the same order. */
  read(): AsyncGenerator<readonly ReadOutcome[]>;
  /** What the file calls the column that a field of a product is read from. */
  columnOf(field: string | undefined): string | undefined;
}

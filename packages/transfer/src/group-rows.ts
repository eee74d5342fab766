import { isHandle, toHandle } from "@hutong/kernel";
import type { Column, Header } from "./columns.ts";
import type { CsvRow } from "./read-csv.ts";

/** A row by what its cells mean; a column that the file lacks is undefined, an empty cell is "". */
export interface ProductLine {
  readonly line: number;
  cell(column: Column): string | undefined;
}

/** All rows of one product, in the file's order. */
export interface RowGroup {
  readonly handle: string;
  readonly rows: ProductLine[];
}

// An export guards cells that a spreadsheet would run as a formula; Shopify's guards long numbers the same way.
const guarded = /^'(?=[=+\-@\t\r\d])/;

/** Gives a row's cells their meaning. */
export function lineOf({ places }: Header, { line, cells }: CsvRow): ProductLine {
  return {
    line,
    cell(column) {
      const place = places.get(column);
      return place === undefined ? undefined : (cells[place] ?? "").trim().replace(guarded, "");
    },
  };
}

/** The product that a row belongs to: by its handle, else by its title; empty when it has neither. */
export function keyOf(row: ProductLine): string {
  const handle = row.cell("handle") || "";
  if (isHandle(handle)) return handle;
  return toHandle(handle || row.cell("title") || "");
}

/** Collects rows by product and lets a product go when its last row has come. */
export class Groups {
  readonly #left: Map<string, number>;
  readonly #open = new Map<string, RowGroup>();

  /** @param counts how many rows each product has in the whole file */
  constructor(counts: ReadonlyMap<string, number>) {
    this.#left = new Map(counts);
  }

  /** Takes a row; answers the whole product with its last one. */
  add(key: string, row: ProductLine): RowGroup | null {
    const group = this.#open.get(key) ?? { handle: key, rows: [] };
    group.rows.push(row);
    const left = (this.#left.get(key) ?? 1) - 1;
    this.#left.set(key, left);
    if (left > 0) {
      this.#open.set(key, group);
      return null;
    }
    this.#open.delete(key);
    return group;
  }
}

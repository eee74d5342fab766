import { AppError, isHandle, toHandle } from "@hutong/kernel";
import type { Column, Header } from "./columns.ts";
import type { CsvRow, RowFault } from "./parse-csv.ts";

/** A row by what its cells mean; a column that the file lacks is undefined, an empty cell is "". */
export interface ProductLine {
  readonly line: number;
  /** Set where the row itself is broken; its product is refused, since what else it says is not known. */
  readonly fault?: RowFault | undefined;
  cell(column: Column): string | undefined;
}

/** All rows of one product, in the file's order. */
export interface RowGroup {
  readonly handle: string;
  readonly rows: ProductLine[];
  /** How many rows of the file it has: more than `rows` where there are more than a product can have. */
  count: number;
}

// An export guards cells that a spreadsheet would run as a formula; Shopify's guards long numbers the same way.
const guarded = /^'(?='*[=+\-@\t\r\d＝＋－＠])/;

/** Gives a row's cells their meaning. */
export function lineOf({ places }: Header, { line, cells, fault }: CsvRow): ProductLine {
  return {
    line,
    fault,
    cell(column) {
      const place = places.get(column);
      if (place === undefined) return undefined;
      const text = (cells[place] ?? "").trim();
      return text.startsWith("'") ? text.replace(guarded, "") : text;
    },
  };
}

/** The product that a row belongs to: by its handle, else by its title; empty when it has neither. */
export function keyOf(row: ProductLine): string {
  const handle = row.cell("handle") || "";
  if (isHandle(handle)) return handle;
  return toHandle(handle || row.cell("title") || "");
}

/** More rows than a product of 2,048 variants and 250 pictures can have. */
export const mostRows = 2_500;

/** Most rows that wait for the last one of their product, in characters with a share for each cell. */
const mostOpen = 32_000_000;
const cellShare = 30;

function sizeOf({ cells }: CsvRow): number {
  let size = 200;
  for (const cell of cells) size += cell.length + cellShare;
  return size;
}

/** Collects rows by product and lets a product go when its last row has come. */
export class Groups {
  readonly #left: Map<string, number>;
  readonly #open = new Map<string, { group: RowGroup; size: number }>();
  #size = 0;

  /** @param counts how many rows those products have whose rows stand apart, or are more than one */
  constructor(counts: ReadonlyMap<string, number>) {
    this.#left = new Map(counts);
  }

  /**
   * Takes a row; answers the whole product with its last one. Throws `rows_too_far_apart` where too much of the file waits for
   * its end.
   */
  add(key: string, header: Header, row: CsvRow): RowGroup | null {
    const entry = this.#open.get(key) ?? { group: { handle: key, rows: [], count: 0 }, size: 0 };
    const { group } = entry;
    group.count += 1;
    if (group.rows.length < mostRows) {
      const size = sizeOf(row);
      entry.size += size;
      this.#size += size;
      group.rows.push(lineOf(header, row));
    }
    const left = (this.#left.get(key) ?? 1) - 1;
    if (left > 0) {
      this.#left.set(key, left);
      this.#open.set(key, entry);
      if (this.#size > mostOpen)
        throw new AppError("invalid", "rows_too_far_apart", { params: { line: row.line, handle: key } });
      return null;
    }
    this.#left.delete(key);
    this.#open.delete(key);
    this.#size -= entry.size;
    return group;
  }
}

import { AppError, isHandle, toHandle } from "@hutong/kernel";
import type { Column, Header } from "./columns.ts";
import { valueIn } from "./field-cells.ts";
import type { CsvRow, RowFault } from "./parse-csv.ts";
import type { FieldValue } from "./read-product.ts";

/** A row by what its cells mean; a column that the file lacks is undefined, an empty cell is "". */
export interface ProductLine {
  readonly line: number;
  /** Set where the row itself is broken; its product is refused, since what else it says is not known. */
  readonly fault?: RowFault | undefined;
  cell(column: Column): string | undefined;
  /** What it says of the store's own fields: of each that the file has a column for. */
  values(): FieldValue[];
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

const unguarded = (text: string) => (text.startsWith("'") ? text.replace(guarded, "") : text);

/** Gives a row's cells their meaning. */
export function lineOf({ places, fields }: Header, { line, cells, fault }: CsvRow): ProductLine {
  return {
    line,
    fault,
    cell(column) {
      const place = places.get(column);
      if (place === undefined) return undefined;
      return unguarded((cells[place] ?? "").trim());
    },
    values: () =>
      fields.map(({ namespace, key, type, place }) => ({
        namespace,
        key,
        value: valueIn(type, unguarded(cells[place] ?? "")),
      })),
  };
}

/**
 * Tells which product a row belongs to: by its handle, else by its title; empty when it has neither. Most rows say the same as the
 * one before, which then need not be judged again.
 */
export function keysOf(header: Header): (row: CsvRow) => string {
  const [handleAt, titleAt] = [header.places.get("handle"), header.places.get("title")];
  const cellAt = ({ cells }: CsvRow, place: number | undefined) =>
    place === undefined ? "" : (cells[place] ?? "");
  let [lastHandle, lastTitle, key] = ["", "", ""];
  return (row) => {
    const [handle, title] = [cellAt(row, handleAt), cellAt(row, titleAt)];
    const isSame = handle === lastHandle && title === lastTitle;
    if (!isSame) {
      [lastHandle, lastTitle] = [handle, title];
      key = keyOf(lineOf(header, row));
    }
    return key;
  };
}

function keyOf(row: ProductLine): string {
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
export interface Grouping {
  /** Takes a row; answers the product that is whole with it. Throws `rows_too_far_apart` where too much of the file waits for its end. */
  add(key: string, row: CsvRow): RowGroup | null;
  /** Answers what waits for no further row: to be asked before a row that is of no product, and at the end. */
  end(): RowGroup | null;
}

interface Open {
  readonly group: RowGroup;
  size: number;
}

const newOpen = (handle: string): Open => ({ group: { handle, rows: [], count: 0 }, size: 0 });

/** Answers by how much it has grown. */
function put(open: Open, header: Header, row: CsvRow): number {
  const { group } = open;
  group.count += 1;
  if (group.rows.length >= mostRows) return 0;
  const size = sizeOf(row);
  open.size += size;
  group.rows.push(lineOf(header, row));
  return size;
}

function refuseDistance({ line }: CsvRow, handle: string): never {
  throw new AppError("invalid", "rows_too_far_apart", { params: { line, handle } });
}

/** For a file in which all rows of a product stand together: nothing of it is remembered. */
export class Neighbours implements Grouping {
  readonly #header: Header;
  #open: Open | null = null;

  constructor(header: Header) {
    this.#header = header;
  }

  add(key: string, row: CsvRow): RowGroup | null {
    const whole = this.#open?.group.handle === key ? null : this.end();
    this.#open ??= newOpen(key);
    put(this.#open, this.#header, row);
    if (this.#open.size > mostOpen) refuseDistance(row, key);
    return whole;
  }

  end(): RowGroup | null {
    const whole = this.#open?.group ?? null;
    this.#open = null;
    return whole;
  }
}

/** For a file in which others stand between rows of a product. */
export class Scattered implements Grouping {
  readonly #header: Header;
  readonly #left: Map<string, number>;
  readonly #open = new Map<string, Open>();
  #size = 0;

  /** @param counts how many rows each product has */
  constructor(header: Header, counts: ReadonlyMap<string, number>) {
    this.#header = header;
    this.#left = new Map(counts);
  }

  add(key: string, row: CsvRow): RowGroup | null {
    const open = this.#open.get(key) ?? newOpen(key);
    this.#size += put(open, this.#header, row);
    const left = (this.#left.get(key) ?? 1) - 1;
    if (left > 0) {
      this.#left.set(key, left);
      this.#open.set(key, open);
      if (this.#size > mostOpen) refuseDistance(row, key);
      return null;
    }
    this.#left.delete(key);
    this.#open.delete(key);
    this.#size -= open.size;
    return open.group;
  }

  end(): null {
    return null;
  }
}

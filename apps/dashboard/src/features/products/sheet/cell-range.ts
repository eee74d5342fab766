import type { CellText, Sheet, SheetColumn, SheetRow } from "./sheet.ts";

/** A cell by where it stands among the rows that are shown. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** From the cell where a selection began to the one where it is. */
export interface CellRange {
  readonly anchor: CellPlace;
  readonly focus: CellPlace;
}

export interface Edges {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function edgesOf({ anchor, focus }: CellRange): Edges {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

interface Grid {
  readonly sheet: Sheet;
  readonly rows: readonly SheetRow[];
  readonly columns: readonly SheetColumn[];
}

/** The text of a value as people read it, for other programs. */
export function shownText(column: SheetColumn, text: string): string {
  return column.choices?.find((choice) => choice.value === text)?.label ?? text;
}

/** A pasted text as the column keeps it: a choice by its value or its label, everything else as it is. */
export function takenText(column: SheetColumn, text: string): string | null {
  if (!column.choices) return text.trim();
  const plain = text.trim().toLowerCase();
  const found = column.choices.find(
    ({ value, label }) => value.toLowerCase() === plain || label.toLowerCase() === plain,
  );
  return found ? found.value : null;
}

/** The texts of a range, line by line. */
export function copied({ sheet, rows, columns }: Grid, range: CellRange): string[][] {
  const { top, bottom, left, right } = edgesOf(range);
  return rows
    .slice(top, bottom + 1)
    .map((row) =>
      columns.slice(left, right + 1).map((column) => shownText(column, sheet.text(row.id, column.key) ?? "")),
    );
}

/**
 * Lays lines of texts over the grid from the upper left of a range; what sticks out is left off, and so is what the column cannot take. Fewer
 * lines or texts than the range has are repeated where they fit it a whole number of times.
 */
export function pasted(
  { sheet, rows, columns }: Grid,
  range: CellRange,
  lines: readonly (readonly string[])[],
): { readonly cells: CellText[]; readonly leftOff: number } {
  const { top, bottom, left, right } = edgesOf(range);
  const [high, wide] = [bottom - top + 1, right - left + 1];
  const width = Math.max(...lines.map((line) => line.length));
  const times = (size: number, most: number) => (most > size && most % size === 0 ? most : size);
  const [height, breadth] = [times(lines.length, high), times(width, wide)];
  const cells: CellText[] = [];
  let leftOff = 0;
  for (let down = 0; down < height; down += 1) {
    for (let across = 0; across < breadth; across += 1) {
      const given = lines[down % lines.length]![across % width];
      if (given === undefined) continue;
      const row = rows[top + down];
      const column = columns[left + across];
      const text = row && column ? takenText(column, given) : null;
      if (!row || !column || text === null || sheet.text(row.id, column.key) === undefined) leftOff += 1;
      else cells.push({ row: row.id, column: column.key, text });
    }
  }
  return { cells, leftOff };
}

/** The first line of a range over all of it; of a single line, the line above it. */
export function filledDown({ sheet, rows, columns }: Grid, range: CellRange): CellText[] {
  const { top, bottom, left, right } = edgesOf(range);
  const from = rows[top === bottom ? top - 1 : top];
  if (!from) return [];
  return rows.slice(top === bottom ? top : top + 1, bottom + 1).flatMap((row) =>
    columns.slice(left, right + 1).flatMap(({ key }) => {
      const text = sheet.text(from.id, key);
      return text === undefined || sheet.text(row.id, key) === undefined
        ? []
        : [{ row: row.id, column: key, text }];
    }),
  );
}

/** Every cell of a range, emptied; choices are left as they are. */
export function emptied({ sheet, rows, columns }: Grid, range: CellRange): CellText[] {
  const { top, bottom, left, right } = edgesOf(range);
  return rows.slice(top, bottom + 1).flatMap((row) =>
    columns
      .slice(left, right + 1)
      .filter((column) => !column.choices && sheet.text(row.id, column.key) !== undefined)
      .map((column) => ({ row: row.id, column: column.key, text: "" })),
  );
}

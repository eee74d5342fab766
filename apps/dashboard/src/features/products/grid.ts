/** Columns of the variants' grid that can be typed in, from left to right. */
export const columns = ["price", "compareAt", "available"] as const;
export type GridColumn = (typeof columns)[number];

export interface GridCell {
  /** Index of the variant in the form. */
  readonly row: number;
  readonly column: GridColumn;
}

/** The form's name of a cell. */
export function cellName({ row, column }: GridCell): `variants.${number}.${GridColumn}` {
  return `variants.${row}.${column}`;
}

/** The cell that an input is, or null. */
export function cellOf(target: EventTarget): GridCell | null {
  const name = target instanceof HTMLInputElement ? target.name : "";
  const match = /^variants\.(\d+)\.(\w+)$/.exec(name);
  const column = columns.find((one) => one === match?.[2]);
  return match && column ? { row: Number(match[1]), column } : null;
}

/** Cells of a sheet (tabs and lines) laid over the grid from one cell on; what sticks out is left off. */
export function pastedCells(text: string, from: GridCell, rows: number): (GridCell & { text: string })[] {
  const first = columns.indexOf(from.column);
  const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
  return lines.slice(0, rows - from.row).flatMap((line, down) =>
    line.split("\t").flatMap((cell, right) => {
      const column = columns[first + right];
      return column ? [{ row: from.row + down, column, text: cell.trim() }] : [];
    }),
  );
}

interface Variant {
  readonly id: string;
  readonly option1: string;
  readonly option2: string;
  readonly option3: string;
  readonly sku: string | null;
}

export interface VariantGroup {
  readonly name: string;
  readonly variants: readonly {
    readonly id: string;
    readonly index: number;
    /** What tells it apart within its group. */
    readonly label: string;
    readonly name: string;
    readonly sku: string | null;
  }[];
}

/** Variants grouped by their first option; one group when there is but one option or none. */
export function groupsOf(variants: readonly Variant[], optionCount: number): VariantGroup[] {
  const groups = new Map<string, VariantGroup["variants"][number][]>();
  for (const [index, variant] of variants.entries()) {
    const parts = [variant.option1, variant.option2, variant.option3].filter(Boolean);
    const isGrouped = optionCount > 1;
    const key = isGrouped ? variant.option1 : "";
    const row = {
      id: variant.id,
      index,
      label: (isGrouped ? parts.slice(1) : parts).join(" / "),
      name: parts.join(" / "),
      sku: variant.sku,
    };
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([name, rows]) => ({ name, variants: rows }));
}

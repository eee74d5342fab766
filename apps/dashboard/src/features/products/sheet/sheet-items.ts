import type { SheetRow } from "./sheet.ts";

/** What a sheet shows, line by line: names of groups, and rows with their place among the rows that are shown. */
export type SheetItem =
  | { readonly kind: "group"; readonly name: string; readonly count: number; readonly isOpen: boolean }
  | { readonly kind: "row"; readonly row: SheetRow; readonly place: number };

export interface SheetLines {
  readonly items: readonly SheetItem[];
  /** Rows that are shown: those of closed groups are not. */
  readonly rows: readonly SheetRow[];
  /** Which line a shown row stands in. */
  readonly lineOf: readonly number[];
}

/** The lines of a sheet, its closed groups left out. */
export function linesOf(rows: readonly SheetRow[], closed: ReadonlySet<string>): SheetLines {
  const counts = new Map<string, number>();
  for (const { group } of rows) counts.set(group, (counts.get(group) ?? 0) + 1);
  const items: SheetItem[] = [];
  const shown: SheetRow[] = [];
  const lineOf: number[] = [];
  let group = "";
  for (const row of rows) {
    if (row.group !== group) {
      group = row.group;
      if (group !== "")
        items.push({ kind: "group", name: group, count: counts.get(group)!, isOpen: !closed.has(group) });
    }
    if (group !== "" && closed.has(group)) continue;
    lineOf.push(items.length);
    items.push({ kind: "row", row, place: shown.length });
    shown.push(row);
  }
  return { items, rows: shown, lineOf };
}

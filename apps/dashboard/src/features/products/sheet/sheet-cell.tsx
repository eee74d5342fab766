// biome-ignore-all lint/a11y/useSemanticElements: thousands of rows are drawn where they are looked at, which a table cannot be; roles say what it is
// biome-ignore-all lint/a11y/useFocusableInteractive: the fields inside the cells take the focus
"use client";

import { cn } from "@hutong/ui";
import { memo, useSyncExternalStore } from "react";
import type { Sheet, SheetColumn, SheetRow } from "./sheet.ts";

export interface CellWords {
  /** Says what a refusal's code means. */
  readonly reason: (code: string, params?: Readonly<Record<string, string | number>>) => string;
  /** Says that somebody else saved this text meanwhile. */
  readonly theirs: (text: string) => string;
}

interface Props {
  sheet: Sheet;
  row: SheetRow;
  column: SheetColumn;
  /** `row:column` among what is shown. */
  place: string;
  isSelected: boolean;
  /** Whether Tab from elsewhere leads here. */
  isEntry: boolean;
  /** Something to know that does not forbid to save: a SKU that another variant has too. */
  note: string | undefined;
  words: CellWords;
  marksChanges: boolean;
}

const divider = "\u0000";

/** One cell: a field of its own, so that every keyboard, finger and reader knows what to do with it. */
export const SheetCell = memo(function SheetCell(props: Props) {
  const { sheet, row, column, place, isSelected, isEntry, note, words, marksChanges } = props;
  const state = useSyncExternalStore(
    sheet.subscribe,
    () => stateOf(sheet, row.id, column.key),
    () => stateOf(sheet, row.id, column.key),
  );
  const text = sheet.text(row.id, column.key);
  const refusal = sheet.refusals(row.id).find((one) => one.column === column.key);
  const theirs = sheet.theirs(row.id, column.key);
  const isChanged = marksChanges && state.endsWith("1");
  const title = refusal
    ? words.reason(refusal.code, refusal.params)
    : theirs === undefined
      ? note
      : words.theirs(theirs);
  const isNumber = column.kind === "money" || column.kind === "count";
  const field = {
    "data-cell": place,
    "aria-label": `${row.name} ${column.title}`.trim(),
    "aria-invalid": refusal ? (true as const) : undefined,
    tabIndex: isEntry ? 0 : -1,
    title,
    className: cn(
      "h-full w-full min-w-0 bg-transparent px-2.5 outline-none max-md:text-field",
      isNumber && "text-right tabular-nums",
      refusal && "text-danger",
    ),
  };
  const write = (value: string, how: "typing" | "at-once") =>
    sheet.write([{ row: row.id, column: column.key, text: value }], how);
  return (
    <div
      role="gridcell"
      style={{ width: column.width }}
      className={cn(
        "relative flex-none border-line border-b border-l",
        text === undefined && "bg-sunken",
        isChanged && "bg-warning-soft",
        isSelected && "bg-accent-soft",
        theirs !== undefined && "shadow-[inset_0_0_0_2px_var(--warning)]",
        refusal && "bg-danger-soft shadow-[inset_0_0_0_2px_var(--danger)]",
        "focus-within:shadow-[inset_0_0_0_2px_var(--focus)]",
      )}
    >
      {text === undefined ? null : column.choices ? (
        <select {...field} value={text} onChange={(event) => write(event.target.value, "at-once")}>
          {column.choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...field}
          inputMode={column.kind === "money" ? "decimal" : column.kind === "count" ? "numeric" : undefined}
          autoComplete="off"
          placeholder={column.placeholder}
          value={text}
          onChange={(event) => write(event.target.value, "typing")}
        />
      )}
      {note && !refusal ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-0 right-0 border-8 border-transparent border-t-warning border-r-warning"
        />
      ) : null}
    </div>
  );
});

// All that a cell shows, in one text, so that it is drawn anew only when some of it is another.
function stateOf(sheet: Sheet, row: string, column: string): string {
  const refusal = sheet.refusals(row).find((one) => one.column === column);
  return [
    sheet.text(row, column) ?? divider,
    refusal?.code ?? "",
    sheet.theirs(row, column) ?? "",
    sheet.isChanged(row, column) ? "1" : "0",
  ].join(divider);
}

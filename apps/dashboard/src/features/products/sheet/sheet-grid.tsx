// biome-ignore-all lint/a11y/useSemanticElements: thousands of rows are drawn where they are looked at, which a table cannot be; roles say what it is
// biome-ignore-all lint/a11y/useFocusableInteractive: the fields inside the cells take the focus
"use client";

import { cn, Icon } from "@hutong/ui";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type CellPlace, edgesOf } from "./cell-range.ts";
import type { Sheet, SheetColumn, SheetRow } from "./sheet.ts";
import { type CellWords, SheetCell } from "./sheet-cell.tsx";
import { linesOf } from "./sheet-items.ts";
import { useSelection } from "./use-selection.ts";
import { useSheetHands } from "./use-sheet-hands.ts";

const lineHeight = 42;
/** What is drawn before anybody has measured the screen. */
const firstRect = { width: 900, height: 460 };

/**
 * A sheet like a spreadsheet's, drawn only where it is looked at: arrows, Enter and Tab move, Shift selects, Ctrl-D fills down, Ctrl-Z
 * takes back, and ranges go to Excel and come from there by copy and paste. Escape leads out of it.
 */
export function SheetGrid({
  sheet,
  columns,
  label,
  rowTitle,
  rowWidth = 180,
  groupName = (group) => group,
  groupCount,
  noteOf,
  words,
  marksChanges = true,
  rowLink,
}: {
  sheet: Sheet;
  columns: readonly SheetColumn[];
  label: string;
  rowTitle: string;
  rowWidth?: number;
  groupName?: (group: string) => string;
  /** "12 variants", for the head of a group. */
  groupCount: (count: number) => string;
  /** Something to know about a cell. */
  noteOf?: (row: SheetRow, column: string) => string | undefined;
  words: CellWords;
  /** Whether cells that differ from what was read look so. */
  marksChanges?: boolean;
  /** Draws a row's name, where it is more than a text. */
  rowLink?: (row: SheetRow) => ReactNode;
}) {
  const t = useTranslations("sheet");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useSyncExternalStore(sheet.subscribe, sheet.rowsNow, sheet.rowsNow);
  const lines = useMemo(() => linesOf(rows, closed), [rows, closed]);
  const active = useRef<CellPlace | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const lineCount = lines.items.length;
  const virtual = useVirtualizer({
    count: lineCount,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 6,
    initialRect: firstRect,
    // Where one is stays, wherever it is scrolled to: typing must not fall into nothing.
    rangeExtractor: (range) => {
      const found = defaultRangeExtractor(range);
      const line = active.current ? lines.lineOf[active.current.row] : undefined;
      return line === undefined || line >= lineCount || found.includes(line)
        ? found
        : [...found, line].sort((a, b) => a - b);
    },
  });
  const bring = useCallback(
    (place: CellPlace) => {
      active.current = place;
      const line = lines.lineOf[place.row];
      if (line !== undefined) virtual.scrollToIndex(line, { align: "auto" });
    },
    [lines, virtual],
  );
  const selection = useSelection(bring, box);
  const { range } = selection;
  const hands = useSheetHands({ sheet, rows: lines.rows, columns, selection, active });
  const edges = range ? edgesOf(range) : null;
  const isMany = edges !== null && (edges.top !== edges.bottom || edges.left !== edges.right);
  const entry = range?.focus ?? { row: 0, column: 0 };
  const width = columns.reduce((sum, column) => sum + column.width, rowWidth);
  const toggle = (name: string) =>
    setClosed((now) => new Set(now.has(name) ? [...now].filter((one) => one !== name) : [...now, name]));

  return (
    <div>
      <div
        ref={box}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={lineCount + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        {...hands}
        style={{
          maxHeight: `min(70dvh, ${(lineCount + 1) * lineHeight + 2}px)`,
          // A cell that is gone to stops beside the heads, which stay where they are.
          scrollPaddingTop: lineHeight,
          scrollPaddingLeft: rowWidth,
        }}
        className="relative overflow-auto overscroll-contain rounded-2 border border-line outline-none focus-visible:outline-2 focus-visible:outline-focus"
      >
        <div
          role="row"
          aria-rowindex={1}
          style={{ minWidth: width, height: lineHeight }}
          className="sticky top-0 z-20 flex bg-sunken text-ink-3 text-small"
        >
          <div
            role="columnheader"
            style={{ minWidth: rowWidth }}
            className="sticky left-0 z-10 flex flex-1 items-center border-line border-b bg-sunken px-3"
          >
            {rowTitle}
          </div>
          {columns.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              style={{ width: column.width }}
              className={cn(
                "flex flex-none items-center border-line border-b border-l px-2.5",
                (column.kind === "money" || column.kind === "count") && "justify-end text-right",
              )}
            >
              {column.title}
            </div>
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), minWidth: width }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const item = lines.items[index];
            if (!item) return null;
            const style = { transform: `translateY(${start}px)`, height: lineHeight, minWidth: width };
            if (item.kind === "group")
              return (
                <div
                  key={`g ${item.name}`}
                  role="row"
                  aria-rowindex={index + 2}
                  style={style}
                  className="absolute inset-x-0 flex border-line border-b bg-sunken"
                >
                  <div role="gridcell" aria-colspan={columns.length + 1} className="sticky left-0 flex">
                    <button
                      type="button"
                      aria-expanded={item.isOpen}
                      tabIndex={selection.hasLeft ? -1 : 0}
                      onClick={() => toggle(item.name)}
                      className="flex items-center gap-2 px-3"
                    >
                      <Icon name={item.isOpen ? "down" : "right"} size={14} className="text-ink-3" />
                      <span className="max-w-[50vw] truncate font-semibold">{groupName(item.name)}</span>
                      <span className="font-normal text-ink-3">{groupCount(item.count)}</span>
                    </button>
                  </div>
                </div>
              );
            const { row, place } = item;
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={index + 2}
                style={style}
                className="absolute inset-x-0 flex bg-surface"
              >
                <div
                  role="rowheader"
                  style={{ minWidth: rowWidth, width: rowWidth }}
                  className={cn(
                    "sticky left-0 z-10 flex flex-1 items-center gap-2 border-line border-b bg-surface px-3",
                    row.group !== "" && "pl-8 max-md:pl-4",
                  )}
                >
                  {rowLink ? (
                    rowLink(row)
                  ) : (
                    <span className="truncate" title={row.label}>
                      {row.label}
                    </span>
                  )}
                  {row.isNew ? <span className="flex-none text-small text-warning">{t("isNew")}</span> : null}
                </div>
                {columns.map((column, at) => (
                  <SheetCell
                    key={column.key}
                    sheet={sheet}
                    row={row}
                    column={column}
                    place={`${place}:${at}`}
                    isSelected={
                      isMany &&
                      place >= edges.top &&
                      place <= edges.bottom &&
                      at >= edges.left &&
                      at <= edges.right
                    }
                    isEntry={!selection.hasLeft && place === entry.row && at === entry.column}
                    note={noteOf?.(row, column.key)}
                    words={words}
                    marksChanges={marksChanges}
                  />
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <p className="pt-2 text-ink-3 text-small max-md:hidden">{t("keys")}</p>
    </div>
  );
}

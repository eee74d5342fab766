import { showToast } from "@hutong/ui";
import { useTranslations } from "next-intl";
import type { ClipboardEvent, FocusEvent, FormEvent, KeyboardEvent, MouseEvent, RefObject } from "react";
import { type CellPlace, type CellRange, copied, emptied, filledDown, pasted } from "./cell-range.ts";
import type { CellText, Sheet, SheetColumn, SheetRow } from "./sheet.ts";
import { keyAct } from "./sheet-keys.ts";
import { readTsv, writeTsv } from "./tsv.ts";
import { placeOf, type useSelection } from "./use-selection.ts";

const pageRows = 10;

/** What keyboard, mouse and clipboard do to a sheet: handlers for the element around its cells. */
export function useSheetHands({
  sheet,
  rows,
  columns,
  selection,
  active,
}: {
  sheet: Sheet;
  rows: readonly SheetRow[];
  columns: readonly SheetColumn[];
  selection: ReturnType<typeof useSelection>;
  active: RefObject<CellPlace | null>;
}) {
  const t = useTranslations("sheet");
  const { range, setRange, setHasLeft, isEditing, box, go } = selection;
  const grid = { sheet, rows, columns };
  const isMany = range !== null && !isSame(range.anchor, range.focus);

  function showStep(cell: CellText | null): void {
    const row = cell ? rows.findIndex(({ id }) => id === cell.row) : -1;
    const column = cell ? columns.findIndex(({ key }) => key === cell.column) : -1;
    if (row >= 0 && column >= 0) go({ row, column });
  }

  function write(cells: readonly CellText[]): void {
    sheet.endTyping();
    sheet.write(cells);
    sheet.endTyping();
  }

  function rangeAt(at: CellPlace): CellRange {
    return range && isMany ? range : { anchor: at, focus: at };
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const at = placeOf(event.target);
    if (event.target === box.current && /^(Enter|Arrow)/.test(event.key)) {
      event.preventDefault();
      go(range?.focus ?? { row: 0, column: 0 });
    }
    if (!at || event.nativeEvent.isComposing) return;
    const act = keyAct(event, {
      at,
      rows: rows.length,
      columns: columns.length,
      isEditing: isEditing.current,
      isRange: isMany,
      page: pageRows,
    });
    if (!act) return;
    event.preventDefault();
    switch (act.do) {
      case "move":
        sheet.endTyping();
        go(act.to, act.extends);
        return;
      case "edit": {
        isEditing.current = true;
        const field = event.target;
        if (field instanceof HTMLInputElement)
          field.setSelectionRange(field.value.length, field.value.length);
        return;
      }
      case "revert":
        isEditing.current = false;
        showStep(sheet.revertTyping());
        return;
      case "leave":
        if (isMany) go(at);
        else {
          setHasLeft(true);
          box.current?.focus();
        }
        return;
      case "undo":
        showStep(sheet.undo());
        return;
      case "redo":
        showStep(sheet.redo());
        return;
      case "fill":
        write(filledDown(grid, rangeAt(at)));
        return;
      case "empty":
        write(emptied(grid, rangeAt(at)));
        return;
      case "all":
        setRange({
          anchor: { row: 0, column: 0 },
          focus: { row: rows.length - 1, column: columns.length - 1 },
        });
    }
  }

  function onCopy(event: ClipboardEvent<HTMLElement>): void {
    const at = placeOf(event.target);
    if (!at || (isEditing.current && !isMany)) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", writeTsv(copied(grid, rangeAt(at))));
    if (event.type === "cut") write(emptied(grid, rangeAt(at)));
  }

  function onPaste(event: ClipboardEvent<HTMLElement>): void {
    const at = placeOf(event.target);
    const lines = readTsv(event.clipboardData.getData("text/plain"));
    const isOne = lines.length === 1 && lines[0]!.length === 1;
    if (!at || (isOne && isEditing.current)) return;
    event.preventDefault();
    const { cells, leftOff } = pasted(grid, rangeAt(at), lines);
    write(cells);
    if (leftOff > 0) showToast(t("leftOff", { count: leftOff }));
  }

  function onFocus(event: FocusEvent<HTMLElement>): void {
    const at = placeOf(event.target);
    if (at) setHasLeft(false);
    if (!at || (range && isSame(range.focus, at))) return;
    isEditing.current = false;
    sheet.endTyping();
    active.current = at;
    setRange({ anchor: at, focus: at });
    if (event.target instanceof HTMLInputElement) event.target.select();
  }

  function onMouseDown(event: MouseEvent<HTMLElement>): void {
    const at = placeOf(event.target);
    if (!at) return;
    if (event.shiftKey && range) {
      event.preventDefault();
      go(at, true);
    } else if (range && isSame(range.focus, at) && document.activeElement === event.target)
      isEditing.current = true;
    else if (isMany) setRange({ anchor: at, focus: at });
  }

  function onMouseOver(event: MouseEvent<HTMLElement>): void {
    const at = event.buttons === 1 && !isEditing.current ? placeOf(event.target) : null;
    if (at && range && !isSame(range.focus, at)) go(at, true);
  }

  // Once the focus is elsewhere, Tab leads back into the sheet.
  function onBlur(event: FocusEvent<HTMLElement>): void {
    if (event.target === box.current) setHasLeft(false);
  }

  function onInput(_event: FormEvent<HTMLElement>): void {
    isEditing.current = true;
  }

  return { onKeyDown, onCopy, onCut: onCopy, onPaste, onFocus, onBlur, onMouseDown, onMouseOver, onInput };
}

function isSame(a: CellPlace, b: CellPlace): boolean {
  return a.row === b.row && a.column === b.column;
}

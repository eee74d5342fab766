import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { CellPlace, CellRange } from "./cell-range.ts";

/** Where in the sheet one is, from where the selection began, and whether the caret is at work inside the cell. */
export function useSelection(bring: (place: CellPlace) => void, box: RefObject<HTMLDivElement | null>) {
  const [range, setRange] = useState<CellRange | null>(null);
  /** Whether Escape led out: then Tab leads on and not back in. */
  const [hasLeft, setHasLeft] = useState(false);
  const isEditing = useRef(false);
  const wanted = useRef<CellPlace | null>(null);

  const go = useCallback(
    (to: CellPlace, isExtending = false) => {
      wanted.current = to;
      isEditing.current = false;
      bring(to);
      setRange((now) => ({ anchor: isExtending && now ? now.anchor : to, focus: to }));
    },
    [bring],
  );

  // The cell may have come to be only with the rendering that followed.
  useEffect(() => {
    const place = wanted.current;
    const cell =
      place && box.current?.querySelector<HTMLElement>(`[data-cell="${place.row}:${place.column}"]`);
    if (!cell) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (cell instanceof HTMLInputElement) cell.select();
  });

  return { range, setRange, hasLeft, setHasLeft, box, isEditing, go };
}

/** The place of the cell that an event happened in, or null. */
export function placeOf(target: EventTarget): CellPlace | null {
  const [row, column] = (target instanceof HTMLElement ? (target.dataset.cell ?? "") : "").split(":");
  return row && column ? { row: Number(row), column: Number(column) } : null;
}

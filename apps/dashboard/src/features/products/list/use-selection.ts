"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";

/** Rows that are selected, and whether all that meet the filter are, on this page or not. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly isAll: boolean;
  readonly count: number;
  toggle(id: string, isRange?: boolean): void;
  setPage(isOn: boolean): void;
  selectAll(count: number): void;
  clear(): void;
}

/**
 * Selects rows of a list, one by one or from the last one to this (a range). Another filter begins anew.
 * @param rows ids of the page in their order
 * @param scope what the rows were found by; another one forgets the selection
 */
export function useSelection(rows: readonly string[], scope: string): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState<number | null>(null);
  const anchor = useRef<string | null>(null);
  const clear = useCallback(() => {
    setIds(new Set());
    setAll(null);
    anchor.current = null;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the scope whose change counts
  useEffect(clear, [scope]);
  const toggle = useCallback(
    (id: string, isRange = false) => {
      setAll(null);
      setIds((before) => {
        const after = new Set(before);
        const [from, to] = [rows.indexOf(anchor.current ?? id), rows.indexOf(id)];
        const isOn = isRange ? true : !before.has(id);
        const range = isRange && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
        for (const one of range) {
          if (isOn) after.add(one);
          else after.delete(one);
        }
        return after;
      });
      if (!isRange || anchor.current === null) anchor.current = id;
    },
    [rows],
  );
  const setPage = useCallback(
    (isOn: boolean) => {
      setAll(null);
      setIds(new Set(isOn ? rows : []));
    },
    [rows],
  );
  return useMemo(
    () => ({
      ids,
      isAll: all !== null,
      count: all ?? ids.size,
      toggle,
      setPage,
      selectAll: setAll,
      clear,
    }),
    [ids, all, toggle, setPage, clear],
  );
}

"use client";

import { type RefObject, useEffect } from "react";
import type { Selection } from "./use-selection.ts";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest(
    "input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=dialog]",
  );

/**
 * Keys of the list: `/` to the search field; up and down (or k and j) from row to row, with Shift selecting on the way; x selects the row,
 * a all of the page, Escape none. Enter opens a row, as it is a link. Keys that are typed into a field are the field's.
 */
export function useListKeys(
  area: RefObject<HTMLElement | null>,
  rows: readonly string[],
  selection: Selection,
): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const here = area.current;
      if (!here || isTyping(event.target)) {
        if (event.key === "Escape" && here?.contains(event.target as Node))
          (event.target as HTMLElement).blur();
        return;
      }
      const links = [...here.querySelectorAll<HTMLElement>("[data-row] a")].filter(
        (link) => link.offsetParent !== null,
      );
      const at = links.findIndex((link) => link.closest("[data-row]")?.contains(document.activeElement));
      const id = rows[at];
      const move = (step: number) => {
        const next = Math.min(Math.max(at + step, 0), links.length - 1);
        if (event.shiftKey && id && !selection.ids.has(id)) selection.toggle(id);
        links[at < 0 ? 0 : next]?.focus();
        const to = rows[next];
        if (event.shiftKey && at >= 0 && to) selection.toggle(to, true);
      };
      const keys: Record<string, (() => void) | undefined> = {
        "/": () => here.querySelector<HTMLElement>("input[type=search]")?.focus(),
        arrowdown: () => move(1),
        arrowup: () => move(-1),
        j: () => move(1),
        k: () => move(-1),
        x: id ? () => selection.toggle(id, event.shiftKey) : undefined,
        a: () => selection.setPage(true),
        escape: selection.count > 0 ? selection.clear : undefined,
      };
      const act = keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [area, rows, selection]);
}

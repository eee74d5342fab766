"use client";

import { useTranslations } from "next-intl";
import { createContext, use } from "react";
import type { Selection } from "./use-selection.ts";

interface Selecting {
  readonly selection: Selection;
  /** Ids of the page in their order. */
  readonly rows: readonly string[];
}

/** The selection that the boxes below are of: columns stay the same while it changes, so that no row loses the focus. */
export const SelectionContext = createContext<Selecting | null>(null);

function useSelecting(): Selecting {
  const selecting = use(SelectionContext);
  if (!selecting) throw new Error("boxes stand inside a SelectionContext");
  return selecting;
}

const look = "relative z-10 block size-[18px] cursor-pointer accent-(--accent)";

/** Selects a row; with Shift, all from the last one to it. It lies above the row's link, with room for a finger. */
export function SelectBox({ id, title }: { id: string; title: string }) {
  const t = useTranslations("products.list");
  const { selection } = useSelecting();
  return (
    <label className="relative z-10 -m-[13px] block w-fit cursor-pointer p-[13px]">
      <input
        type="checkbox"
        aria-label={t("selectOne", { title })}
        className={look}
        checked={selection.isAll || selection.ids.has(id)}
        onChange={() => {}}
        onClick={(event) => selection.toggle(id, event.shiftKey)}
      />
    </label>
  );
}

/** Selects all rows of the page, or none. */
export function SelectPage() {
  const t = useTranslations("products.list");
  const { selection, rows } = useSelecting();
  const isOn = selection.isAll || (rows.length > 0 && rows.every((id) => selection.ids.has(id)));
  return (
    <input
      type="checkbox"
      aria-label={t("selectPage")}
      className={look}
      checked={isOn}
      ref={(box) => {
        if (box) box.indeterminate = !isOn && selection.count > 0;
      }}
      onChange={() => selection.setPage(!isOn)}
    />
  );
}

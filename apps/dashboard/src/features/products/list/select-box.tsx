"use client";

import { useTranslations } from "next-intl";
import type { Selection } from "./use-selection.ts";

const look = "relative z-10 block size-[18px] cursor-pointer accent-(--accent)";

/** Selects a row; with Shift, all from the last one to it. It lies above the row's link, with room for a finger. */
export function SelectBox({ selection, id, title }: { selection: Selection; id: string; title: string }) {
  const t = useTranslations("products.list");
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
export function SelectPage({ selection, rows }: { selection: Selection; rows: readonly string[] }) {
  const t = useTranslations("products.list");
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

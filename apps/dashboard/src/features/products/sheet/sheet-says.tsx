"use client";

import { Button, Icon } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useMemo, useSyncExternalStore } from "react";
import { useReason } from "../../../api/errors.ts";
import type { Sheet, SheetColumn } from "./sheet.ts";
import type { CellWords } from "./sheet-cell.tsx";

/** How many cells were changed; draws whoever asks anew when it is another. */
export function useChangeCount(sheet: Sheet): number {
  return useSyncExternalStore(sheet.subscribe, sheet.changeCount, () => 0);
}

/** What cells say to the reader. */
export function useCellWords(): CellWords {
  const t = useTranslations("sheet");
  const reason = useReason();
  return useMemo(() => ({ reason, theirs: (text) => t("theirs", { text: text || "–" }) }), [t, reason]);
}

/** Where a sheet says what is wrong with it. */
export const wrongId = "sheet-wrong";

/** Under a sheet: the first row that cannot be saved and why, SKUs that are had twice, and the way back. */
export function SheetSays({
  sheet,
  columns,
  twice,
}: {
  sheet: Sheet;
  columns: readonly SheetColumn[];
  twice: readonly string[];
}) {
  const t = useTranslations("sheet");
  const reason = useReason();
  useSyncExternalStore(sheet.subscribe, sheet.version, () => 0);
  const wrong = sheet.firstRefusal();
  const title = columns.find(({ key }) => key === wrong?.refusal.column)?.title ?? "";
  return (
    <div className="flex flex-col gap-1.5 pt-2">
      {wrong ? (
        <p id={wrongId} role="alert" className="flex scroll-mt-24 items-start gap-2 text-danger">
          <Icon name="warning" className="mt-0.5" />
          <span>
            {t("wrongAt", { row: wrong.row.name || wrong.row.label, column: title })}{" "}
            {reason(wrong.refusal.code, wrong.refusal.params)}
          </span>
        </p>
      ) : null}
      {twice.length > 0 ? (
        <p className="flex items-start gap-2 text-warning" role="status">
          <Icon name="warning" className="mt-0.5" />
          <span className="break-words">
            {t("skusTwice", { count: twice.length, skus: twice.slice(0, 5).join(", ") })}
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** Takes back and does again, for those without the keys. */
export function SheetHistory({ sheet }: { sheet: Sheet }) {
  const t = useTranslations("sheet");
  return (
    <span className="ml-auto flex gap-2">
      <Button size="small" look="quiet" onClick={() => sheet.undo()}>
        {t("undo")}
      </Button>
      <Button size="small" look="quiet" onClick={() => sheet.redo()}>
        {t("redo")}
      </Button>
    </span>
  );
}

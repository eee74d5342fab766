"use client";

import type { ProductAction } from "@hutong/catalogue/schemas";
import { Button, Menu, MenuItem, MenuLine } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useReason } from "../../../api/errors.ts";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";
import { mostEdited } from "../query.ts";
import { BulkDialog, type BulkDialogKind } from "./bulk-dialog.tsx";
import type { Selection } from "./use-selection.ts";

/** What can be done with the rows that are selected: below the list, above all else, while any is. */
export function BulkBar({
  selection,
  isBusy,
  onAct,
}: {
  selection: Selection;
  isBusy: boolean;
  onAct: (action: ProductAction) => void;
}) {
  const t = useTranslations("products.list");
  const reason = useReason();
  const { handle, role } = useStore();
  const { count } = useFormats();
  const [dialog, setDialog] = useState<BulkDialogKind | null>(null);
  const why = role === "staff" ? reason("forbidden") : null;
  if (selection.count === 0) return null;
  const status = (value: "active" | "draft" | "archived") => (
    <Button
      key={value}
      size="small"
      reason={why}
      isBusy={isBusy}
      onClick={() => onAct({ kind: "status", status: value })}
    >
      {t(`set.${value}`)}
    </Button>
  );
  const entry = (kind: BulkDialogKind) => (
    <MenuItem key={kind} isDisabled={why !== null} onSelect={() => setDialog(kind)}>
      {t(`actions.${kind}`)}
    </MenuItem>
  );
  return (
    <section
      aria-label={t("selected", { count: selection.count })}
      className="enter sticky bottom-3 z-20 mx-auto my-3 flex w-fit max-w-[calc(100%-24px)] flex-wrap items-center gap-2 rounded-3 border border-line bg-surface py-2 pr-2 pl-4 shadow-float max-md:bottom-20"
    >
      <span aria-live="polite" className="mr-2 font-semibold tabular-nums">
        {t("selected", { count: count(selection.count) })}
      </span>
      {selection.isAll || selection.count > mostEdited ? (
        <Button size="small" className="max-md:hidden" reason={t("asSheetMost", { most: mostEdited })}>
          {t("asSheet")}
        </Button>
      ) : (
        <Button asChild size="small" className="max-md:hidden">
          <Link href={paths.editProducts(handle, { ids: [...selection.ids] })}>{t("asSheet")}</Link>
        </Button>
      )}
      {(["active", "draft", "archived"] as const).map(status)}
      <Menu
        trigger={
          <Button size="small" isBusy={isBusy}>
            {t("more")}
          </Button>
        }
      >
        {(["add-tags", "remove-tags", "add-to-collection"] as const).map(entry)}
        <MenuLine />
        {(["vendor", "type"] as const).map(entry)}
        <MenuLine />
        {entry("remove")}
      </Menu>
      <Button size="small" look="quiet" icon="close" onClick={selection.clear}>
        {t("none")}
      </Button>
      {dialog ? (
        <BulkDialog
          kind={dialog}
          count={selection.count}
          onClose={() => setDialog(null)}
          onAct={(action) => {
            setDialog(null);
            onAct(action);
          }}
        />
      ) : null}
    </section>
  );
}

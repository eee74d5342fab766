"use client";

import type { ProductEdit } from "@hutong/catalogue";
import { Banner, Button } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { ProgressBar } from "../../../shell/progress-bar.tsx";
import { useFormats } from "../../../shell/use-formats.ts";

export type Edit = Pick<ProductEdit, keyof ProductEdit>;

/** Says how far an action on many products is, and what came of it; it can be stopped, and taken back. */
export function EditBanner({
  edit,
  isBusy,
  onCancel,
  onUndo,
  onClose,
}: {
  edit: Edit;
  isBusy: boolean;
  onCancel: () => void;
  onUndo: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("products.list");
  const close = useTranslations("common")("close");
  const { count } = useFormats();
  const { state, total, done, changed, kept, canUndo } = edit;
  const isRunning = state === "running" || state === "undoing";
  return (
    <div className="px-7 pb-3 max-md:px-4" aria-live="polite">
      <Banner
        tone={isRunning ? "info" : kept > 0 ? "warning" : "success"}
        icon={isRunning ? "refresh" : kept > 0 ? "warning" : "check"}
        title={isRunning ? t(`edit.${state}`) : t(`edit.${state}`, { count: changed })}
        action={
          isRunning ? (
            <Button size="small" isBusy={isBusy} onClick={onCancel}>
              {t("stop")}
            </Button>
          ) : (
            <>
              {canUndo ? (
                <Button size="small" isBusy={isBusy} onClick={onUndo}>
                  {t("undo")}
                </Button>
              ) : null}
              <Button size="small" look="quiet" onClick={onClose}>
                {close}
              </Button>
            </>
          )
        }
      >
        {isRunning ? (
          <div className="mt-1.5 flex items-center gap-3 text-ink-2 text-small">
            <span className="min-w-0 flex-1">
              <ProgressBar label={t(`edit.${state}`)} value={done} most={Math.max(total, 1)} />
            </span>
            <span className="tabular-nums">{t("progress", { done: count(done), total: count(total) })}</span>
          </div>
        ) : kept > 0 ? (
          <span className="text-ink-2">
            {t(edit.action.kind === "remove" ? "keptPromised" : "kept", { count: kept })}
          </span>
        ) : null}
      </Banner>
    </div>
  );
}

"use client";

import { Button, Icon } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useReason } from "../../../api/errors.ts";
import { ProgressBar } from "../../../shell/progress-bar.tsx";
import type { Upload } from "./use-uploads.ts";

// To another try of the same file the server would answer the same.
const worthATry = new Set(["offline", "internal", "picture_too_slow"]);

/** Pictures on their way: how far each is, and of those that were not taken why and what to do. */
export function UploadList({
  uploads,
  onDrop,
  onAgain,
}: {
  uploads: readonly Upload[];
  onDrop: (key: number) => void;
  onAgain: (key: number) => void;
}) {
  const t = useTranslations("pictures");
  const reason = useReason();
  if (uploads.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {uploads.map(({ key, name, bytes, sent, failure }) => {
        const percent = Math.min(100, Math.floor((sent / Math.max(bytes, 1)) * 100));
        const state = sent === 0 ? "waiting" : sent >= bytes ? "checking" : "uploading";
        const label = t(state, { name, percent });
        return (
          <li key={key} className="flex items-center gap-3 rounded-2 bg-neutral-soft px-3 py-2">
            {failure ? (
              <p role="alert" className="flex min-w-0 flex-1 items-start gap-1.5 text-danger text-small">
                <Icon name="warning" size={16} className="mt-0.5 flex-none" />
                <span className="min-w-0">
                  <b className="break-all">{name}</b>: {reason(failure.code, failure.params)}
                </span>
              </p>
            ) : (
              <div className="flex min-w-0 flex-1 flex-col gap-1.5">
                <span className="truncate text-small">{label}</span>
                <ProgressBar label={label} value={sent} most={state === "uploading" ? bytes : null} />
              </div>
            )}
            {failure && worthATry.has(failure.code) ? (
              <Button onClick={() => onAgain(key)}>{t("again")}</Button>
            ) : null}
            <button
              type="button"
              aria-label={t(failure ? "letGo" : "cancel", { name })}
              onClick={() => onDrop(key)}
              className="flex size-9 flex-none items-center justify-center rounded-2 hover:bg-surface"
            >
              <Icon name="close" size={16} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

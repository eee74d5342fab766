"use client";

import { cn } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useId, useState } from "react";

/** What a file chooser offers for a picture. */
export const pictureTypes = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/svg+xml";
const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** A place that takes files dropped anywhere on it, with a field that opens the file chooser. */
export function DropZone({
  isOff,
  onFiles,
  children,
}: {
  isOff: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}) {
  const t = useTranslations("pictures");
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  return (
    <section
      aria-labelledby={`${id}-title`}
      onDragOver={(event) => {
        if (isOff || !hasFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setIsOver(false);
      }}
      onDrop={(event) => {
        if (isOff || !hasFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
      className="flex flex-col gap-2.5"
    >
      <h2 id={`${id}-title`} className="font-semibold">
        {t("title")}
      </h2>
      {children}
      {isOff ? null : (
        <div
          className={cn(
            "flex flex-col items-center gap-0.5 rounded-3 border border-line-2 border-dashed px-4 py-5 text-center transition-colors",
            isOver && "border-accent bg-accent-soft",
          )}
        >
          <p>
            {isOver ? `${t("dropNow")} ` : `${t("drop")} `}
            <input
              id={id}
              type="file"
              multiple
              accept={pictureTypes}
              className="peer sr-only"
              onChange={(event) => {
                onFiles([...(event.target.files ?? [])]);
                event.target.value = "";
              }}
            />
            <label
              htmlFor={id}
              className="cursor-pointer rounded-1 font-semibold text-accent-text underline underline-offset-2 peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2"
            >
              {t("choose")}
            </label>
          </p>
          <p className="text-ink-3 text-small">{t("formats")}</p>
        </div>
      )}
    </section>
  );
}

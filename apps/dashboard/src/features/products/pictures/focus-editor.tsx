"use client";

import type { StaffPicture } from "@hutong/catalogue";
import { Button } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { type MouseEvent, useRef, useState } from "react";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { nudged } from "./order.ts";
import { PictureImage } from "./picture-image.tsx";

type Point = { x: number; y: number };

const calmMs = 600;
const inPercent = (part: number, whole: number) =>
  Math.max(0, Math.min(100, Math.round((part / whole) * 100)));

/** Says by a click or by arrow keys what of a picture stays in sight, and shows how it is cropped then. */
export function FocusEditor({
  picture,
  isReadOnly,
  onFocus,
}: {
  picture: StaffPicture & { path: string };
  isReadOnly: boolean;
  onFocus: (at: Point | null) => void;
}) {
  const t = useTranslations("pictures");
  const { handle } = useStore();
  // Many arrow keys are one change.
  const [wanted, setWanted] = useState<Point | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = wanted ?? { x: picture.focusX ?? 50, y: picture.focusY ?? 50 };

  function set(point: Point, waitMs: number): void {
    setWanted(point);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      onFocus(point);
      setWanted(null);
    }, waitMs);
  }

  function onClick(event: MouseEvent<HTMLButtonElement>): void {
    // The keyboard's click has no place.
    if (event.detail === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = inPercent(event.clientX - box.left, box.width);
    set({ x, y: inPercent(event.clientY - box.top, box.height) }, 0);
  }

  const cropped = { ...picture, focusX: at.x, focusY: at.y };
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("focus")}</h3>
      <div className="flex flex-wrap items-start gap-4">
        <button
          type="button"
          disabled={isReadOnly}
          aria-label={t("focusAt", at)}
          onClick={onClick}
          onKeyDown={(event) => {
            const point = nudged(at, event.key, event.shiftKey);
            if (!point) return;
            event.preventDefault();
            set(point, calmMs);
          }}
          className="relative max-w-full cursor-crosshair overflow-hidden rounded-2 bg-neutral-soft"
        >
          {/* biome-ignore lint/performance/noImgElement: a private picture, sized already */}
          <img
            src={paths.file(handle, picture.path, 720)}
            alt=""
            draggable={false}
            className="block h-auto max-h-72 min-h-24 w-auto max-w-full"
          />
          <span
            aria-hidden
            className="-translate-x-1/2 -translate-y-1/2 pointer-events-none absolute size-7 rounded-pill border-2 border-white bg-accent/50 shadow-dialog ring-1 ring-black/50"
            style={{ left: `${at.x}%`, top: `${at.y}%` }}
          />
        </button>
        <div className="flex flex-col items-start gap-1.5">
          <span className="text-ink-3 text-small">{t("preview")}</span>
          <div className="flex items-end gap-2">
            <span className="block size-24 overflow-hidden rounded-2">
              <PictureImage picture={cropped} width={320} />
            </span>
            <span className="block h-30 w-16 overflow-hidden rounded-2">
              <PictureImage picture={cropped} width={320} />
            </span>
          </div>
          {picture.focusX === null || isReadOnly ? null : (
            <Button onClick={() => onFocus(null)}>{t("focusMiddle")}</Button>
          )}
        </div>
      </div>
      <p className="text-ink-3 text-small">{t("focusHelp")}</p>
    </div>
  );
}

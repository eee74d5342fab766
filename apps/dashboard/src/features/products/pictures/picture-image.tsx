"use client";

import type { StaffPicture } from "@hutong/catalogue";
import { Icon } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";

/** A picture cropped to its box as the shop crops it; in its place, while it is not here, what it waits for. */
export function PictureImage({ picture, width }: { picture: StaffPicture; width: 320 | 720 }) {
  const t = useTranslations("pictures");
  const { handle } = useStore();
  if (picture.path === null)
    return (
      <span className="flex size-full flex-col items-center justify-center gap-1 p-2 text-ink-3 text-tiny">
        <Icon name={picture.state === "failed" ? "warning" : "clock"} size={18} />
        {t(picture.state === "failed" ? "failed" : "pending")}
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: a private picture, sized already
    <img
      src={paths.file(handle, picture.path, width)}
      alt=""
      loading="lazy"
      draggable={false}
      className="size-full object-cover"
      style={{ objectPosition: `${picture.focusX ?? 50}% ${picture.focusY ?? 50}%` }}
    />
  );
}

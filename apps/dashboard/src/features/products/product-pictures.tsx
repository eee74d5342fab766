"use client";

import type { RemovedPicture } from "@hutong/catalogue";
import { mostPictures } from "@hutong/catalogue/limits";
import { Banner, Button, Skeleton } from "@hutong/ui";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { memo, useEffect, useRef, useState } from "react";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { DropZone } from "./pictures/drop-zone.tsx";
import { moved } from "./pictures/order.ts";
import { PictureGrid } from "./pictures/picture-grid.tsx";
import { UploadList } from "./pictures/upload-list.tsx";
import { freshPicture, type Pictures, type PicturesSource, usePictures } from "./pictures/use-pictures.ts";
import { useUploads } from "./pictures/use-uploads.ts";

// Nobody sees it before a picture is opened.
const PictureDetails = dynamic(() =>
  import("./pictures/picture-details.tsx").then((module) => module.PictureDetails),
);

/** What was taken away and where it was, so that it can come back there. */
interface Removed {
  readonly picture: Pictures[number];
  readonly index: number;
  readonly alts: RemovedPicture["alts"];
}

const placeOf = (pictures: Pictures, fileId: string) => pictures.findIndex((one) => one.fileId === fileId);

/** The pictures of a product that is there: each change is saved by itself and at once, apart from the form around it. */
export const StoredPictures = memo(function StoredPictures({ productId }: { productId: string }) {
  return <ProductPictures source={usePictures(productId)} />;
});

/** A product's pictures: dropped in, ordered, described and taken away. */
export function ProductPictures({ source }: { source: PicturesSource }) {
  const t = useTranslations("pictures");
  const { role } = useStore();
  const isReadOnly = role === "staff";
  const { pictures, error, isOvertaken, isSaving, change, setFocus, retry } = source;
  const [opened, setOpened] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [said, setSaid] = useState("");
  const { uploads, add, again, drop } = useUploads((file, name) => {
    if (pictures && placeOf(pictures, file.id) !== -1) setSaid(t("twice", { name }));
    return change((list) => (placeOf(list, file.id) === -1 ? [...list, freshPicture(file)] : list));
  });
  const undoing = useRef<HTMLDivElement>(null);
  // What had the focus has gone.
  useEffect(() => {
    if (removed) undoing.current?.querySelector("button")?.focus();
  }, [removed]);
  const isUploading = uploads.some(({ failure }) => !failure);
  useLeaveGuard(isUploading, t("leave"));
  const { watch } = source;
  useEffect(() => watch?.(isUploading), [watch, isUploading]);
  if (source.failure && !pictures) return <BlockFailure error={source.failure} onRetry={source.readAgain} />;
  if (!pictures) return <Skeleton className="h-40" />;

  const move = (from: number, to: number) => {
    const one = pictures[from];
    if (!one) return;
    setSaid(t("moved", { number: to + 1, count: pictures.length }));
    void change((list) => moved(list, placeOf(list, one.fileId), to));
  };
  const remove = async (picture: Pictures[number], index: number) => {
    setOpened(null);
    const gone = await change((list) => list.toSpliced(placeOf(list, picture.fileId), 1));
    const alts = gone?.find(({ fileId }) => fileId === picture.fileId)?.alts;
    if (alts) setRemoved({ picture, index, alts });
  };
  const undo = ({ picture, index, alts }: Removed) => {
    setRemoved(null);
    void change((list) => list.toSpliced(index, 0, picture), { [picture.fileId]: alts });
  };
  const at = opened === null ? -1 : placeOf(pictures, opened);
  const shown = pictures[at];
  const room = Math.max(0, mostPictures - pictures.length - uploads.length);

  return (
    <DropZone
      isOff={isReadOnly}
      onFiles={(files) => {
        if (files.length > room) setSaid(t("full", { most: mostPictures }));
        add(files.slice(0, room));
      }}
    >
      {isOvertaken ? <Banner tone="warning" title={t("overtaken")} /> : <FormFailure error={error} />}
      {pictures.length === 0 && uploads.length === 0 ? <p className="text-ink-3">{t("none")}</p> : null}
      <PictureGrid
        pictures={pictures}
        opened={opened}
        isReadOnly={isReadOnly}
        onOpen={(fileId) => setOpened((before) => (before === fileId ? null : fileId))}
        onMove={move}
      />
      {pictures.length > 1 && !isReadOnly ? (
        <p className="text-ink-3 text-small">{t("reorderHelp")}</p>
      ) : null}
      {removed ? (
        <div
          ref={undoing}
          role="status"
          className="flex items-center gap-3 rounded-2 bg-neutral-soft px-3 py-2"
        >
          <span className="min-w-0 flex-1 truncate">
            {t("removed", { name: removed.picture.alt || t("aPicture") })}
          </span>
          <Button onClick={() => undo(removed)}>{t("undo")}</Button>
          <Button onClick={() => setRemoved(null)}>{t("dismiss")}</Button>
        </div>
      ) : null}
      {shown ? (
        <PictureDetails
          key={shown.fileId}
          picture={shown}
          index={at}
          count={pictures.length}
          isReadOnly={isReadOnly}
          onAlt={(alt) => void change((list) => list.with(placeOf(list, shown.fileId), { ...shown, alt }))}
          onFocus={(point) => setFocus(shown.fileId, point)}
          onMove={(to) => move(at, to)}
          onRemove={() => void remove(shown, at)}
          onRetry={() => retry(shown.fileId)}
          onClose={() => setOpened(null)}
        />
      ) : null}
      <UploadList uploads={uploads} onDrop={drop} onAgain={again} />
      <p role="status" className="min-h-5 text-ink-3 text-small">
        {isSaving ? t("saving") : said}
      </p>
    </DropZone>
  );
}

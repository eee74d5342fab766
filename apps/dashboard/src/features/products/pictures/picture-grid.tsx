"use client";

import { cn } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { PictureImage } from "./picture-image.tsx";
import type { Pictures } from "./use-pictures.ts";

interface Props {
  readonly pictures: Pictures;
  readonly opened: string | null;
  readonly isReadOnly: boolean;
  readonly onOpen: (fileId: string) => void;
  readonly onMove: (from: number, to: number) => void;
}

const ways: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

// A file may stand there twice.
const keyOf = (pictures: Pictures, index: number) => {
  const { fileId } = pictures[index]!;
  return `${fileId} ${pictures.slice(0, index).filter((one) => one.fileId === fileId).length}`;
};

/** The product's pictures, the main one large; dragged to another place, or moved there by Alt and an arrow key. */
export function PictureGrid({ pictures, opened, isReadOnly, onOpen, onMove }: Props) {
  const t = useTranslations("pictures");
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const focused = useRef<number | null>(null);
  const count = pictures.length;
  // An element that is moved in the page loses its focus.
  useEffect(() => {
    if (focused.current !== null) list.current?.querySelectorAll("button")[focused.current]?.focus();
    focused.current = null;
  });

  function onKeyDown(event: KeyboardEvent, index: number): void {
    const way = ways[event.key];
    const to = index + (way ?? 0);
    if (!way || !event.altKey || isReadOnly || to < 0 || to >= count) return;
    event.preventDefault();
    focused.current = to;
    onMove(index, to);
  }

  function end(): void {
    setDragged(null);
    setOver(null);
  }

  return (
    <ul ref={list} className="grid grid-cols-3 gap-2.5 sm:grid-cols-6">
      {pictures.map((picture, index) => (
        <li
          key={keyOf(pictures, index)}
          draggable={!isReadOnly}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", picture.alt);
            setDragged(index);
          }}
          onDragEnd={end}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(index);
          }}
          onDrop={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            if (dragged !== index) onMove(dragged, index);
            end();
          }}
          className={cn(
            "relative aspect-square overflow-hidden rounded-2 bg-neutral-soft first:col-span-2 first:row-span-2",
            dragged === index && "opacity-40",
            over === index && dragged !== index && "outline-2 outline-accent outline-offset-2",
          )}
        >
          <button
            type="button"
            aria-expanded={opened === picture.fileId}
            aria-label={t(picture.alt ? "positionAlt" : "position", {
              number: index + 1,
              count,
              alt: picture.alt,
            })}
            onClick={() => onOpen(picture.fileId)}
            onKeyDown={(event) => onKeyDown(event, index)}
            className="block size-full rounded-2"
          >
            <PictureImage picture={picture} width={index === 0 ? 720 : 320} />
          </button>
          {opened === picture.fileId ? (
            <span
              aria-hidden
              className="pointer-events-none absolute inset-0 rounded-2 border-2 border-accent"
            />
          ) : null}
          {index === 0 ? (
            <span className="pointer-events-none absolute bottom-2 left-2 rounded-1 bg-surface px-2 text-tiny leading-5">
              {t("main")}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

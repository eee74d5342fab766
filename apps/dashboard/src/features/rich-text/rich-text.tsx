"use client";

import { Banner, Textarea, useField, useFieldLabel } from "@hutong/ui";
import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { UploadList } from "../products/pictures/upload-list.tsx";
import { cleanPasted } from "./clean-pasted.ts";
import { richTextExtensions } from "./extensions.ts";
import { lostMarkup } from "./kept-markup.ts";
import { PlaceBar } from "./place-bar.tsx";
import { textArea, textFrame } from "./rich-text-look.ts";
import { SourceButton, Toolbar } from "./toolbar.tsx";
import { Tools } from "./tools.tsx";
import { useEditor } from "./use-editor.ts";
import { useTextPictures } from "./use-text-pictures.ts";

interface Props {
  readonly value: string;
  readonly onChange: (html: string) => void;
  readonly onBlur?: (() => void) | undefined;
  /** Whether one waits for it with the cursor. */
  readonly isAwaited: boolean;
}

/** Formatted text as HTML, written in place, or as HTML for those who want it. Whoever stores it must sanitise it: this is a field, not a judge. */
export function RichText(props: Props) {
  const [isSource, setSource] = useState(() => lostMarkup(props.value).length > 0);
  const [hasTurned, setTurned] = useState(props.isAwaited);
  const turn = () => {
    setTurned(true);
    setSource((now) => !now);
  };
  return isSource ? (
    <SourceView {...props} isAwaited={hasTurned} onVisual={turn} />
  ) : (
    <VisualView {...props} isAwaited={hasTurned} onSource={turn} />
  );
}

function VisualView({ value, onChange, onBlur, isAwaited, onSource }: Props & { onSource: () => void }) {
  const t = useTranslations("richText");
  const field = useField();
  const labelId = useFieldLabel();
  const box = useRef<HTMLDivElement>(null);
  const made = useRef<Editor | null>(null);
  const [isLinking, setLinking] = useState(false);
  const pictures = useTextPictures(made);
  const take = useRef(pictures.take);
  take.current = pictures.take;
  const editor = useEditor(box, value, onChange, {
    extensions: richTextExtensions({ shownAt: pictures.shownAt }),
    autofocus: isAwaited ? "end" : false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        class: textArea,
        ...(field.id ? { id: field.id } : {}),
        ...(labelId ? { "aria-labelledby": labelId } : {}),
      },
      transformPastedHTML: cleanPasted,
      handlePaste: (_, event) => {
        const { clipboardData } = event;
        // Word and Excel put a picture of the text beside it.
        if (!clipboardData || clipboardData.types.includes("text/html")) return false;
        return take.current([...clipboardData.files]);
      },
      handleDrop: (view, event, _slice, isMoved) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
        return !isMoved && take.current([...(event.dataTransfer?.files ?? [])], at);
      },
      handleKeyDown: (_, event) => {
        const isLink = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
        if (isLink) setLinking(true);
        if (event.altKey && event.key === "F10")
          box.current?.parentElement?.querySelector<HTMLElement>("[role=toolbar] select")?.focus();
        return isLink;
      },
    },
  });
  made.current = editor;
  return (
    <div className={textFrame(field["aria-invalid"])}>
      {editor ? (
        <>
          <Toolbar
            editor={editor}
            onLink={() => setLinking(true)}
            onPictures={(files) => pictures.take(files)}
            onSource={onSource}
          />
          <PlaceBar editor={editor} isLinking={isLinking} onLinked={() => setLinking(false)} />
        </>
      ) : (
        <Tools label={t("toolbar")}>{null}</Tools>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only listens to the text field that is put into it */}
      <div ref={box} onBlur={onBlur} className="max-h-[70dvh] overflow-y-auto" />
      {pictures.uploads.length > 0 ? (
        <div className="border-line border-t p-2">
          <UploadList uploads={pictures.uploads} onDrop={pictures.drop} onAgain={pictures.again} />
        </div>
      ) : null}
    </div>
  );
}

function SourceView({ value, onChange, onBlur, isAwaited, onVisual }: Props & { onVisual: () => void }) {
  const t = useTranslations("richText");
  const lost = lostMarkup(value);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isAwaited) area.current?.focus();
  }, [isAwaited]);
  return (
    <div className={textFrame(undefined)}>
      <Tools label={t("toolbar")}>
        <span className="px-1.5 text-ink-3 text-small">{t("sourceNote")}</span>
        <SourceButton isOn onPress={onVisual} />
      </Tools>
      {lost.length > 0 ? (
        <div className="border-line border-b p-2">
          <Banner tone="info" title={t("lost", { names: lost.join(", ") })} />
        </div>
      ) : null}
      <Textarea
        ref={area}
        value={value}
        spellCheck={false}
        maxLength={500_000}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        className="block min-h-60 resize-y rounded-none border-0 font-code text-small outline-none"
      />
    </div>
  );
}

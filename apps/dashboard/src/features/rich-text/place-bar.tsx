"use client";

import { Button, Input } from "@hutong/ui";
import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { addressOf } from "./link-address.ts";
import type { TextPicture } from "./picture-node.ts";
import { useEditorTurn } from "./use-editor.ts";

/** What can be done with the thing that the cursor is in: a link, a picture, a table. Nothing elsewhere. */
export function PlaceBar({
  editor,
  isLinking,
  onLinked,
}: {
  editor: Editor;
  isLinking: boolean;
  onLinked: () => void;
}) {
  useEditorTurn(editor);
  if (isLinking) return <LinkBar editor={editor} onDone={onLinked} />;
  if (editor.isActive("picture")) return <PictureBar key={editor.state.selection.from} editor={editor} />;
  if (editor.isActive("table")) return <TableBar editor={editor} />;
  return null;
}

function Bar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className="flex flex-wrap items-center gap-1.5 border-line border-b bg-surface px-2 py-1.5"
    >
      {children}
    </section>
  );
}

// The form around would be sent by Enter.
function keys(event: KeyboardEvent, onEnter: () => void, onEscape: () => void): void {
  if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === "Enter") onEnter();
  else onEscape();
}

function LinkBar({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useTranslations("richText");
  const [href, setHref] = useState<string>(editor.getAttributes("link").href ?? "");
  const isThere = editor.isActive("link");
  const leave = () => {
    editor.commands.focus();
    onDone();
  };
  const take = () => {
    const { empty } = editor.state.selection;
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href.trim() === "") chain.unsetLink().run();
    else if (empty && !isThere)
      chain
        .insertContent({
          type: "text",
          text: href.trim(),
          marks: [{ type: "link", attrs: { href: addressOf(href) } }],
        })
        .run();
    else chain.setLink({ href: addressOf(href) }).run();
    onDone();
  };
  return (
    <Bar label={t("link")}>
      <Input
        autoFocus
        aria-label={t("address")}
        placeholder="https://"
        value={href}
        onChange={(event) => setHref(event.target.value)}
        onKeyDown={(event) => keys(event, take, leave)}
        className="h-8 min-w-40 flex-1 max-md:h-10"
      />
      <Button size="small" look="primary" onClick={take}>
        {t("setLink")}
      </Button>
      {isThere ? (
        <Button
          size="small"
          onClick={() => {
            editor.chain().focus().extendMarkRange("link").unsetLink().run();
            onDone();
          }}
        >
          {t("unlink")}
        </Button>
      ) : null}
      <Button size="small" look="quiet" onClick={leave}>
        {t("cancel")}
      </Button>
    </Bar>
  );
}

function PictureBar({ editor }: { editor: Editor }) {
  const t = useTranslations("richText");
  const { alt: kept } = editor.getAttributes("picture") as TextPicture;
  const [alt, setAlt] = useState(kept);
  const save = () => {
    if (alt !== kept) editor.commands.updateAttributes("picture", { alt: alt.trim() });
  };
  const leave = () => {
    save();
    editor.commands.focus();
  };
  return (
    <Bar label={t("picture")}>
      <Input
        aria-label={t("alt")}
        placeholder={t("alt")}
        maxLength={1000}
        value={alt}
        onChange={(event) => setAlt(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => keys(event, leave, leave)}
        className="h-8 min-w-40 flex-1 max-md:h-10"
      />
      <Button size="small" onClick={() => editor.chain().focus().deleteSelection().run()}>
        {t("removePicture")}
      </Button>
    </Bar>
  );
}

const tableActs = [
  "addRowAfter",
  "addColumnAfter",
  "deleteRow",
  "deleteColumn",
  "toggleHeaderRow",
  "mergeOrSplit",
  "deleteTable",
] as const;

function TableBar({ editor }: { editor: Editor }) {
  const t = useTranslations("richText");
  return (
    <Bar label={t("table")}>
      {tableActs
        .filter((act) => act !== "mergeOrSplit" || editor.can().mergeOrSplit())
        .map((act) => (
          <Button
            key={act}
            size="small"
            look="quiet"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editor.chain().focus()[act]().run()}
          >
            {t(`tableActs.${act}`)}
          </Button>
        ))}
    </Bar>
  );
}

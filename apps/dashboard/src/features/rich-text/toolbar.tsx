"use client";

import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { pictureTypes } from "../products/pictures/drop-zone.tsx";
import { Tool, ToolLine, Tools } from "./tools.tsx";
import { useEditorTurn } from "./use-editor.ts";

const headings = [2, 3, 4] as const;

/** What a text can be made of, one tool each; what is in the text under the cursor is pressed. */
export function Toolbar({
  editor,
  onLink,
  onPictures,
  onSource,
}: {
  editor: Editor;
  onLink: () => void;
  onPictures: (files: readonly File[]) => void;
  onSource: () => void;
}) {
  const t = useTranslations("richText");
  useEditorTurn(editor);
  const chooser = useRef<HTMLInputElement>(null);
  const run = () => editor.chain().focus();
  const level = ([2, 3, 4, 5, 6] as const).find((one) => editor.isActive("heading", { level: one }));
  return (
    <Tools label={t("toolbar")}>
      <select
        aria-label={t("block")}
        value={editor.isActive("codeBlock") ? "code" : (level ?? "p")}
        onChange={({ target: { value } }) => {
          if (value === "p") run().setParagraph().run();
          else
            run()
              .setHeading({ level: Number(value) as 2 })
              .run();
        }}
        className="h-7 flex-none rounded-1 bg-transparent px-1.5 hover:bg-neutral-soft max-md:h-10"
      >
        <option value="p">{t("paragraph")}</option>
        {headings.map((one) => (
          <option key={one} value={one}>
            {t("heading", { level: one - 1 })}
          </option>
        ))}
        {level && level > 4 ? <option value={level}>{t("heading", { level: level - 1 })}</option> : null}
        {editor.isActive("codeBlock") ? <option value="code">{t("code")}</option> : null}
      </select>
      <ToolLine />
      {(["bold", "italic", "underline", "strike"] as const).map((mark) => (
        <Tool
          key={mark}
          icon={mark}
          label={t(mark)}
          isOn={editor.isActive(mark)}
          onPress={() => run().toggleMark(mark).run()}
        />
      ))}
      <Tool icon="link" label={t("link")} isOn={editor.isActive("link")} onPress={onLink} />
      <ToolLine />
      <Tool
        icon="bullets"
        label={t("bullets")}
        isOn={editor.isActive("bulletList")}
        onPress={() => run().toggleBulletList().run()}
      />
      <Tool
        icon="numbers"
        label={t("numbers")}
        isOn={editor.isActive("orderedList")}
        onPress={() => run().toggleOrderedList().run()}
      />
      <Tool
        icon="quote"
        label={t("quote")}
        isOn={editor.isActive("blockquote")}
        onPress={() => run().toggleBlockquote().run()}
      />
      <Tool
        icon="table"
        label={t("table")}
        isOff={editor.isActive("table")}
        onPress={() => run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
      />
      <Tool icon="picture" label={t("picture")} onPress={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={pictureTypes}
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <ToolLine />
      <Tool icon="clear" label={t("clear")} onPress={() => run().unsetAllMarks().clearNodes().run()} />
      <Tool icon="undo" label={t("undo")} isOff={!editor.can().undo()} onPress={() => run().undo().run()} />
      <Tool icon="redo" label={t("redo")} isOff={!editor.can().redo()} onPress={() => run().redo().run()} />
      <SourceButton isOn={false} onPress={onSource} />
    </Tools>
  );
}

/** Leads from the text to its HTML and back. */
export function SourceButton({ isOn, onPress }: { isOn: boolean; onPress: () => void }) {
  const t = useTranslations("richText");
  return (
    <button
      type="button"
      aria-pressed={isOn}
      title={t("source")}
      onClick={onPress}
      className="ml-auto h-7 flex-none rounded-1 px-2 font-code text-ink-2 text-small hover:bg-neutral-soft hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-text max-md:h-10"
    >
      HTML
    </button>
  );
}

"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn.ts";
import { useField, useFieldLabel } from "./field.tsx";

export interface RichTextWords {
  readonly toolbar: string;
  readonly bold: string;
  readonly italic: string;
  readonly heading: string;
  readonly list: string;
}

/**
 * Formatted text as HTML, edited in place. Whoever stores it must sanitise it: this is a field, not a judge.
 * @param value taken over whenever it differs from what was last handed out
 */
export function RichText({
  value,
  onChange,
  onBlur,
  words,
}: {
  value: string;
  onChange: (html: string) => void;
  onBlur?: () => void;
  words: RichTextWords;
}) {
  const field = useField();
  const labelId = useFieldLabel();
  const area = useRef<HTMLDivElement>(null);
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (area.current && value !== last.current) {
      area.current.innerHTML = value;
      last.current = value;
    }
  }, [value]);

  function handOut(): void {
    if (!area.current) return;
    const html = area.current.textContent?.trim() ? area.current.innerHTML : "";
    last.current = html;
    onChange(html);
  }

  // execCommand is old but the only formatting every browser has built in, undo included.
  function format(command: string, argument?: string): void {
    area.current?.focus();
    document.execCommand(command, false, argument);
    handOut();
  }

  return (
    <div
      className={cn(
        "overflow-hidden rounded-2 border border-control focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2",
        field["aria-invalid"] && "border-danger",
      )}
    >
      <div
        role="toolbar"
        aria-label={words.toolbar}
        className="flex gap-0.5 border-line border-b bg-sunken px-1.5 py-1"
      >
        <Tool label={words.bold} onPress={() => format("bold")}>
          <b>B</b>
        </Tool>
        <Tool label={words.italic} onPress={() => format("italic")}>
          <i className="font-song">I</i>
        </Tool>
        <Tool label={words.heading} onPress={() => format("formatBlock", "h3")}>
          T
        </Tool>
        <Tool label={words.list} onPress={() => format("insertUnorderedList")}>
          •
        </Tool>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a textarea cannot hold formatted text */}
      <div
        ref={area}
        {...field}
        role="textbox"
        aria-labelledby={labelId}
        tabIndex={0}
        aria-multiline="true"
        contentEditable
        suppressContentEditableWarning
        onInput={handOut}
        onBlur={onBlur}
        onPaste={(event) => {
          event.preventDefault();
          document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
        }}
        className="prose-plain min-h-24 px-3 pt-2.5 pb-3.5 leading-relaxed outline-none max-md:text-field"
      />
    </div>
  );
}

function Tool({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      // The selection must stay where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      className="grid h-7 w-[30px] place-items-center rounded-1 hover:bg-neutral-soft max-md:h-11 max-md:w-11"
    >
      {children}
    </button>
  );
}

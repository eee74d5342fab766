"use client";

import { cn } from "@hutong/ui";
import type { KeyboardEvent, ReactNode } from "react";

const icons = {
  bold: "M7 4.5h6a3.75 3.75 0 0 1 0 7.5H7zM7 12h7a3.75 3.75 0 0 1 0 7.5H7z",
  italic: "M10 4.5h7M7 19.5h7M14 4.5l-4 15",
  underline: "M7 4v7a5 5 0 0 0 10 0V4M6 20h12",
  strike:
    "M4 12h16M16.5 7.5C16 5.5 14.3 4.5 12 4.5c-3 0-4.7 1.6-4.7 3.7 0 .8.3 1.5.8 2.1M7.2 15.8c.5 2.4 2.4 3.7 4.9 3.7 2.9 0 4.8-1.5 4.8-3.9",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
  bullets: "M9.5 6H20M9.5 12H20M9.5 18H20M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  numbers: "M10 6h10M10 12h10M10 18h10M4 4.5l1.5-.7V8.5M4 13.5c.2-1 2.5-1.2 2.5.2 0 1-2.5 1.5-2.5 2.8h2.7",
  quote: "M5 6v12M9 8h11M9 12h11M9 16h7",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15 9.5h.01",
  clear: "M5 5h14M12 5l-2 9M4 20h8M15 15l5 5M20 15l-5 5",
  undo: "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
  redo: "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3",
} as const;
export type ToolIcon = keyof typeof icons;

/** A row of tools that is one stop for Tab: arrows lead from one to the next. */
export function Tools({ label, children }: { label: string; children: ReactNode }) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || (event.target instanceof HTMLSelectElement && event.altKey)) return;
    const tools = [...event.currentTarget.querySelectorAll<HTMLElement>("button, select, input")];
    const next = tools[(tools.indexOf(event.target as HTMLElement) + way + tools.length) % tools.length];
    if (event.target instanceof HTMLInputElement || !next) return;
    event.preventDefault();
    next.focus();
  }
  return (
    <div
      role="toolbar"
      aria-label={label}
      onKeyDown={onKeyDown}
      className="flex min-h-9.5 items-center gap-0.5 overflow-x-auto border-line border-b bg-sunken px-1.5 py-1 [scrollbar-width:none] max-md:min-h-12"
    >
      {children}
    </div>
  );
}

export function ToolLine() {
  return <span aria-hidden="true" className="mx-1 h-5 w-px flex-none bg-line" />;
}

/** One tool: an icon that says its name, pressed where it holds. */
export function Tool({
  icon,
  label,
  isOn,
  isOff = false,
  onPress,
}: {
  icon: ToolIcon;
  label: string;
  /** Left out for what is done once. */
  isOn?: boolean;
  isOff?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      disabled={isOff}
      // The selection stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      className={cn(
        "grid h-7 w-7.5 flex-none place-items-center rounded-1 text-ink-2 hover:bg-neutral-soft hover:text-ink disabled:opacity-35 max-md:size-10",
        isOn && "bg-accent-soft text-accent-text",
      )}
    >
      <svg
        width={17}
        height={17}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={icon === "bold" ? 2.6 : 1.9}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={icons[icon]} />
      </svg>
    </button>
  );
}

"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

const box =
  "mt-[3px] size-4 flex-none appearance-none border-[1.5px] border-control bg-surface bg-center bg-no-repeat checked:border-accent disabled:opacity-55";

/** A box to tick, with its label. */
export function Checkbox({
  label,
  note,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; note?: ReactNode }) {
  return (
    <label className={cn("flex min-h-8 items-start gap-2.5 py-1 max-md:min-h-11", className)}>
      <span className="relative grid flex-none">
        <input type="checkbox" {...rest} className={cn(box, "peer rounded-1 checked:bg-accent")} />
        <svg
          viewBox="0 0 24 24"
          className="pointer-events-none absolute top-[5px] left-0.5 size-3 text-on-accent opacity-0 peer-checked:opacity-100"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          <path d="M5 12.5l4.5 4.5L19 7.5" />
        </svg>
      </span>
      <span className="min-w-0">
        {label}
        {note ? <span className="block text-ink-3 text-small">{note}</span> : null}
      </span>
    </label>
  );
}

/** One of several, with its label. */
export function Radio({
  label,
  note,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; note?: ReactNode }) {
  return (
    <label className={cn("flex min-h-8 items-start gap-2.5 py-1 max-md:min-h-11", className)}>
      <input type="radio" {...rest} className={cn(box, "rounded-pill checked:border-[5px]")} />
      <span className="min-w-0">
        {label}
        {note ? <span className="block text-ink-3 text-small">{note}</span> : null}
      </span>
    </label>
  );
}

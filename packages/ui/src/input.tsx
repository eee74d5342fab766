"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { useField } from "./field.tsx";
import { Icon } from "./icon.tsx";

export const controlLook =
  "w-full min-w-0 rounded-2 border border-control bg-surface px-3 text-ink text-body max-md:text-field aria-invalid:border-danger aria-invalid:bg-danger-soft aria-invalid:shadow-[inset_0_0_0_1px_var(--danger)] disabled:bg-sunken disabled:text-ink-3";

/** One line of text; inside a `Field` it wears the field's label, help and error. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...useField()} {...rest} className={cn(controlLook, "h-[var(--field)]", className)} />;
}

/** An input with words before or after what is typed (a currency, the rest of an address). */
export function AffixedInput({
  before,
  after,
  className,
  ...rest
}: ComponentProps<"input"> & { before?: ReactNode; after?: ReactNode }) {
  const field = useField();
  return (
    <div
      className={cn(
        "flex h-[var(--field)] w-full min-w-0 items-center overflow-hidden rounded-2 border border-control bg-surface focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2",
        field["aria-invalid"] && "border-danger bg-danger-soft shadow-[inset_0_0_0_1px_var(--danger)]",
        className,
      )}
    >
      {before ? <span className="flex-none pl-3 text-ink-3">{before}</span> : null}
      <input
        {...field}
        {...rest}
        className="h-full min-w-0 flex-1 bg-transparent px-3 text-body outline-none max-md:text-field"
      />
      {after ? <span className="flex-none pr-3 text-ink-3">{after}</span> : null}
    </div>
  );
}

/** Several lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...useField()} {...rest} className={cn(controlLook, "min-h-28 py-2", className)} />;
}

/** A choice from a list: the browser's own, which fingers and readers know. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className="relative block min-w-0">
      <select
        {...useField()}
        {...rest}
        className={cn(controlLook, "h-[var(--field)] appearance-none pr-9", className)}
      >
        {children}
      </select>
      <Icon name="down" size={14} className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2" />
    </span>
  );
}

/** A search field with its magnifier. */
export function SearchField({ className, ...rest }: ComponentProps<"input"> & { "aria-label": string }) {
  return (
    <span className={cn("relative block min-w-0", className)}>
      <Icon
        name="search"
        size={16}
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        enterKeyHint="search"
        {...rest}
        className={cn(controlLook, "h-[var(--control)] pl-8.5 max-md:text-section")}
      />
    </span>
  );
}

"use client";

import { createContext, type ReactNode, use, useId } from "react";
import { cn } from "./cn.ts";
import { Icon } from "./icon.tsx";

interface FieldIds {
  readonly id: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly isWrong: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** Ids and state that a control inside a `Field` wears. */
export function useField(): { id?: string; "aria-describedby"?: string; "aria-invalid"?: true } {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    ...(field.describedBy ? { "aria-describedby": field.describedBy } : {}),
    ...(field.isWrong ? { "aria-invalid": true } : {}),
  };
}

/** Id of the label of the `Field` around, for controls that `htmlFor` does not reach. */
export function useFieldLabel(): string | undefined {
  return use(FieldContext)?.labelId;
}

/** Label above, control, help under it; an error takes the help's place and says how to put it right. */
export function Field({
  label,
  help,
  error,
  aside,
  className,
  children,
}: {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  /** Beside the label, on the right. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(error ?? help);
  return (
    <FieldContext
      value={{
        id,
        labelId: `${id}-label`,
        describedBy: hasNote ? noteId : undefined,
        isWrong: Boolean(error),
      }}
    >
      <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
        <div className="flex items-baseline justify-between gap-3">
          <label id={`${id}-label`} htmlFor={id} className="font-semibold">
            {label}
          </label>
          {aside ? <span className="text-ink-3 text-small">{aside}</span> : null}
        </div>
        {children}
        {error ? (
          <p id={noteId} role="alert" className="flex items-start gap-1.5 text-danger text-small">
            <Icon name="warning" size={16} className="mt-0.5" />
            {error}
          </p>
        ) : help ? (
          <div id={noteId} className="text-ink-3 text-small">
            {help}
          </div>
        ) : null}
      </div>
    </FieldContext>
  );
}

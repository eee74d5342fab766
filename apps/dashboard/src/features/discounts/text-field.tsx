"use client";

import { AffixedInput, Field } from "@hutong/ui";
import type { ReactNode } from "react";
import { type FieldPath, useFormContext } from "react-hook-form";
import type { DiscountValues } from "./discount-values.ts";
import { useFault } from "./use-fault.ts";

/** One line of the discount form: a number, money, a share or a moment. */
export function TextField({
  name,
  label,
  help,
  aside,
  after,
  type = "text",
  inputMode = "decimal",
}: {
  name: FieldPath<DiscountValues>;
  label: string;
  help?: ReactNode;
  aside?: ReactNode;
  after?: ReactNode;
  type?: "text" | "datetime-local";
  inputMode?: "decimal" | "numeric" | "text";
}) {
  const { register } = useFormContext<DiscountValues>();
  return (
    <Field label={label} help={help} aside={aside} error={useFault(name)}>
      <AffixedInput
        type={type}
        inputMode={inputMode}
        autoComplete="off"
        after={after}
        maxLength={type === "text" ? 60 : undefined}
        {...register(name)}
      />
    </Field>
  );
}

"use client";

import { useFormContext } from "react-hook-form";
import { useReason } from "../../api/errors.ts";
import type { DiscountValues } from "./discount-values.ts";

/** What is wrong with a field of the discount form, in the reader's words; undefined while nothing is. */
export function useFault(name: string): string | undefined {
  const { getFieldState, formState } = useFormContext<DiscountValues>();
  const reason = useReason();
  const message = getFieldState(name as "percent", formState).error?.message;
  return message ? reason(message) : undefined;
}

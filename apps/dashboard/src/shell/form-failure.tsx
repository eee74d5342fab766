"use client";

import { Banner } from "@hutong/ui";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { failureOf, useFailureText } from "../api/errors.ts";

/**
 * Puts the codes that the server has for a form's fields under these fields.
 * @returns whether any field took one; else the form says the failure above itself
 */
export function placeFieldErrors<Values extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<Values>,
  names: readonly Path<Values>[],
): boolean {
  const fields = Object.entries(failureOf(error)?.fields ?? {});
  const known = fields.filter(([name]) => names.includes(name as Path<Values>));
  for (const [index, [name, code]] of known.entries())
    setError(name as Path<Values>, { message: code }, { shouldFocus: index === 0 });
  return known.length > 0;
}

/** A failure above the form that it is about. */
export function FormFailure({ error }: { error: unknown }) {
  const text = useFailureText();
  return error ? <Banner tone="danger" title={text(error)} /> : null;
}

import { createHash } from "node:crypto";
import { cleanText, localized } from "@hutong/kernel";
import type { LineField } from "./schemas.ts";

/** What was filled in for a line, in the words of the language it was filled in: "Engraving: 林". */
export interface LineProperty {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** A field that cannot be taken as it was filled in. */
export interface FieldFault {
  readonly id: string;
  readonly code: "missing" | "too_long" | "not_offered";
  readonly name: string;
  /** Characters, of a text. */
  readonly most: number;
}

/** A field as customers see it, in their language; a choice is sent back by its place. */
export interface LineFieldView {
  readonly id: string;
  readonly label: string;
  readonly kind: LineField["kind"];
  readonly isRequired: boolean;
  readonly maxLength: number;
  readonly choices: readonly string[];
}

/** Fields in a language; none where a product has none. */
export function fieldViews(fields: readonly LineField[] | null, locale: string): readonly LineFieldView[] {
  return (fields ?? []).map(({ label, choices, ...field }) => ({
    ...field,
    label: localized(label, locale),
    choices: choices.map((choice) => localized(choice, locale)),
  }));
}

// Without line breaks: it is one line of a form, and of a packing slip.
const oneLine = (text: string): string => cleanText(text).replace(/\s+/gu, " ");

function faultOf(field: LineFieldView, given: string): FieldFault["code"] | null {
  if (given === "") return field.isRequired ? "missing" : null;
  if (field.kind === "text") return [...given].length > field.maxLength ? "too_long" : null;
  return /^\d{1,2}$/.test(given) && Number(given) < field.choices.length ? null : "not_offered";
}

/**
 * Judges what was filled in, by the field's id; what is no field of the product is passed over. Answers the properties with the mark
 * that tells such lines apart in whatever language they were filled in ("" where nothing was), or every fault.
 */
export function judgeProperties(
  fields: readonly LineField[] | null,
  given: Readonly<Record<string, string>>,
  locale: string,
):
  | { readonly properties: readonly LineProperty[]; readonly mark: string }
  | { readonly faults: FieldFault[] } {
  const views = fieldViews(fields, locale);
  const filled = views.map((field) => ({ field, text: oneLine(given[field.id] ?? "") }));
  const faults = filled.flatMap(({ field, text }) => {
    const code = faultOf(field, text);
    return code ? [{ id: field.id, code, name: field.label, most: field.maxLength }] : [];
  });
  if (faults.length > 0) return { faults };
  const kept = filled.filter(({ text }) => text !== "");
  const properties = kept.map(({ field, text }) => ({
    id: field.id,
    name: field.label,
    value: field.kind === "choice" ? field.choices[Number(text)]! : text,
  }));
  if (kept.length === 0) return { properties, mark: "" };
  const told = JSON.stringify(kept.map(({ field, text }) => [field.id, text]));
  return { properties, mark: createHash("sha256").update(told).digest("base64url").slice(0, 16) };
}

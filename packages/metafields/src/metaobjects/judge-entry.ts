import { cleanText } from "@hutong/kernel";
import { type Fault, fault } from "../faults.ts";
import { judgeValue, rulesOf } from "../judge-value.ts";
import { limits, partsOf } from "../types.ts";
import type { MetaobjectDefinition } from "./definition-rows.ts";

/** What is wrong with one field of an entry. */
export interface FieldFault extends Fault {
  readonly key: string;
}

export interface JudgedEntry {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

/**
 * Judges an entry: what was there, with what is given laid over it. Values that stay are not judged anew, but a required field has
 * to have one.
 */
export function judgeEntry(
  { fields }: Pick<MetaobjectDefinition, "fields">,
  before: Readonly<Record<string, string>>,
  given: readonly { readonly key: string; readonly value: string | null }[],
): JudgedEntry {
  const faults: FieldFault[] = [];
  const values: Record<string, string> = {};
  const wanted = new Map(given.map(({ key, value }) => [key, value]));
  if (wanted.size < given.length) faults.push({ key: "", ...fault("twice") });
  for (const field of fields) {
    const { key } = field;
    const raw = wanted.get(key);
    wanted.delete(key);
    if (raw === undefined || raw === null) {
      const kept = raw === undefined && Object.hasOwn(before, key) ? before[key] : undefined;
      if (kept !== undefined) values[key] = kept;
      else if (field.required) faults.push({ key, ...fault("field_required") });
      continue;
    }
    const judged = judgeValue(field.type, raw, rulesOf(field.validations));
    if ("fault" in judged) faults.push({ key, ...judged.fault });
    else values[key] = judged.value;
  }
  for (const key of wanted.keys()) faults.push({ key, ...fault("field_undefined") });
  return { values, faults };
}

/** What an entry is called: the value of the field that says so, in one line, else its handle. */
export function displayNameOf(
  { displayNameKey, fields }: Pick<MetaobjectDefinition, "displayNameKey" | "fields">,
  values: Readonly<Record<string, string>>,
  handle: string,
): string {
  const field = fields.find(({ key }) => key === displayNameKey);
  const value = field && Object.hasOwn(values, field.key) ? values[field.key] : undefined;
  if (!field || value === undefined) return handle;
  const text = partsOf(field.type).isList ? (JSON.parse(value) as unknown[]).join(", ") : value;
  return [...cleanText(text.replace(/\s+/g, " "))].slice(0, limits.displayName).join("") || handle;
}

/** A display name as it is looked for. */
export const nameKeyOf = (name: string): string => name.normalize("NFKC").toLowerCase();

import { RE2JS } from "re2js";

const kept = new Map<string, RE2JS | null>();
const keptLimit = 500;

/**
 * A merchant's regular expression in RE2's syntax, as Shopify's are: one that matches in linear time, so that none can hold up a
 * process that many stores share. Null where it is none.
 */
export function patternOf(source: string): RE2JS | null {
  const known = kept.get(source);
  if (known !== undefined) return known;
  let made: RE2JS | null;
  try {
    made = RE2JS.compile(source);
  } catch {
    made = null;
  }
  if (kept.size >= keptLimit) kept.delete(kept.keys().next().value!);
  kept.set(source, made);
  return made;
}

import type { Found, Subject } from "../section.ts";
import type { CollectionMainSettings } from "./settings.ts";

export type CollectionSubject = Extract<Subject, { kind: "collection" }>;

/** The page's collection. */
export function loadCollectionMain(
  _settings: CollectionMainSettings,
  found: Found,
): CollectionSubject | null {
  return found.subject.kind === "collection" ? found.subject : null;
}

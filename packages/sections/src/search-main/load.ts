import type { Found, Subject } from "../section.ts";
import type { SearchMainSettings } from "./settings.ts";

export type SearchSubject = Extract<Subject, { kind: "search" }>;

/** What was searched and found. */
export function loadSearchMain(_settings: SearchMainSettings, found: Found): SearchSubject | null {
  return found.subject.kind === "search" ? found.subject : null;
}

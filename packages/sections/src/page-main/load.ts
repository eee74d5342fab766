import type { Frame } from "../frame.ts";
import type { Found } from "../section.ts";
import type { PageMainSettings } from "./settings.ts";

export interface PageMainLoaded {
  readonly title: string;
  readonly bodyHtml: string;
}

/** The page's words in its language. */
export function loadPageMain(
  _settings: PageMainSettings,
  found: Found,
  _id: string,
  frame: Frame,
): PageMainLoaded | null {
  if (found.subject.kind !== "page") return null;
  const { page } = found.subject;
  return { title: frame.say(page.title), bodyHtml: frame.say(page.bodyHtml) };
}

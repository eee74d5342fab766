import type { Frame } from "../frame.ts";
import type { Found } from "../section.ts";
import type { RichTextSettings } from "./settings.ts";

export interface RichTextLoaded {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The paragraphs in the page's language; nothing where there is none. */
export function loadRichText(
  settings: RichTextSettings,
  _found: Found,
  _id: string,
  frame: Frame,
): RichTextLoaded | null {
  const title = frame.say(settings.title);
  const paragraphs = frame
    .say(settings.text)
    .split(/\n\s*\n/)
    .filter(Boolean);
  return title || paragraphs.length > 0 ? { title, paragraphs } : null;
}

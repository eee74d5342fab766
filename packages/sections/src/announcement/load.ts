import type { Frame } from "../frame.ts";
import type { Found } from "../section.ts";
import type { AnnouncementSettings } from "./settings.ts";

/** The line in the page's language; nothing where it is empty. */
export function loadAnnouncement(
  settings: AnnouncementSettings,
  _found: Found,
  _id: string,
  frame: Frame,
): { line: string } | null {
  const line = frame.say(settings.text);
  return line ? { line } : null;
}

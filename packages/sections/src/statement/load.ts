import type { Frame } from "../frame.ts";
import type { Found } from "../section.ts";
import type { StatementSettings } from "./settings.ts";

export interface StatementLoaded {
  readonly lines: readonly string[];
}

/** The title's lines in the page's language; nothing where there is none. */
export function loadStatement(
  settings: StatementSettings,
  _found: Found,
  _id: string,
  frame: Frame,
): StatementLoaded | null {
  const title = frame.say(settings.title);
  return title ? { lines: title.split("\n") } : null;
}

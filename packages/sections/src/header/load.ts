import type { MenuItem } from "@hutong/content";
import type { Frame } from "../frame.ts";
import type { Found } from "../section.ts";
import type { HeaderSettings } from "./settings.ts";

export interface HeaderLoaded {
  readonly items: readonly MenuItem[];
}

/** The links of the menu it names. */
export function loadHeader(settings: HeaderSettings, _found: Found, _id: string, frame: Frame): HeaderLoaded {
  return { items: frame.menus[settings.menu] ?? [] };
}

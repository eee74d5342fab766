import type { MenuItem } from "@hutong/content";
import type { Frame } from "../frame.ts";
import type { Found } from "../section.ts";
import type { FooterSettings } from "./settings.ts";

export interface FooterLoaded {
  readonly items: readonly MenuItem[];
}

/** The links of the menu it names. */
export function loadFooter(settings: FooterSettings, _found: Found, _id: string, frame: Frame): FooterLoaded {
  return { items: frame.menus[settings.menu] ?? [] };
}

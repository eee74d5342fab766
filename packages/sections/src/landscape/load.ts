import { type Art, arts } from "../parts/arts.ts";
import type { LandscapeSettings } from "./settings.ts";

/** The drawing it names. */
export function loadLandscape(settings: LandscapeSettings): { art: Art | null } {
  return { art: arts[settings.art] ?? null };
}

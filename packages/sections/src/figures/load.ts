import type { FiguresSettings } from "./settings.ts";

/** Nothing to read; left out where no figure is set. */
export function loadFigures(settings: FiguresSettings): true | null {
  return settings.items.length > 0 ? true : null;
}

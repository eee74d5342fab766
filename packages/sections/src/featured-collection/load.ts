import type { Found, Shelf } from "../section.ts";
import type { FeaturedCollectionSettings } from "./settings.ts";

/** The products it asked for; nothing where the store has none yet. */
export function loadFeaturedCollection(
  _settings: FeaturedCollectionSettings,
  found: Found,
  id: string,
): Shelf | null {
  const shelf = found.shelves.get(id);
  return shelf && shelf.cards.length > 0 ? shelf : null;
}

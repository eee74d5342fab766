import type { CollectionCard } from "@hutong/catalogue";
import type { Found } from "../section.ts";
import type { CollectionsMainSettings } from "./settings.ts";

export interface CollectionsLoaded {
  readonly collections: readonly CollectionCard[];
}

/** All collections that hold something. */
export function loadCollectionsMain(
  _settings: CollectionsMainSettings,
  found: Found,
): CollectionsLoaded | null {
  if (found.subject.kind !== "collections") return null;
  return { collections: found.subject.collections.filter((collection) => collection.count > 0) };
}

import type { CardView } from "@hutong/catalogue";
import type { Found } from "../section.ts";
import type { RelatedSettings } from "./settings.ts";

export interface RelatedLoaded {
  readonly cards: readonly CardView[];
}

/** Neighbours of the page's product. */
export function loadRelated(settings: RelatedSettings, found: Found): RelatedLoaded | null {
  if (found.subject.kind !== "product") return null;
  const cards = found.subject.related.slice(0, settings.limit);
  return cards.length > 0 ? { cards } : null;
}

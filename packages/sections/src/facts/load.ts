import type { Found } from "../section.ts";
import type { FactsSettings } from "./settings.ts";

export interface FactsLoaded {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** Facts of the named product, or of the page's own. */
export function loadFacts(settings: FactsSettings, found: Found): FactsLoaded | null {
  const own = found.subject.kind === "product" ? found.subject.product.facts : [];
  const facts = settings.product ? (found.products.get(settings.product)?.facts ?? []) : own;
  return facts.length > 0 ? { facts } : null;
}

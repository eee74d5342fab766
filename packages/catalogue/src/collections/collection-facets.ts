import { type FacetValue, noFacets, type SearchFacets } from "../search/search-filters.ts";
import type { SearchFilters } from "../search-schemas.ts";
import { askedOf } from "./filter-members.ts";

/** A value, how many products have it, and its hash. */
type Counted = readonly [value: string, count: number, hash: string];

/** What a collection can be filtered by, as `collections.facets` keeps it. */
export interface CollectionFacets {
  /** Whether all its products stand in `collection_facets`. */
  readonly isPosted: boolean;
  /** Products that are shown. */
  readonly count: number;
  readonly available: number;
  /** Hash of "can be bought". */
  readonly availableHash: string;
  /** Lowest price, quartiles, highest. */
  readonly prices: readonly number[];
  readonly vendors: readonly Counted[];
  readonly types: readonly Counted[];
  readonly tags: readonly Counted[];
  readonly options: readonly { readonly name: string; readonly values: readonly Counted[] }[];
}

/** `[hash, bit of the one facet that stands against it or 0, count]`, as `recount` answers; the hash "0" stands for all. */
export type Recounted = readonly (readonly [hash: string, missed: number, count: number])[];

/** How many products only one of the chosen facets stands against. */
function countWithout(recounted: Recounted, filters: SearchFilters): Record<string, number> {
  const keys = [...askedOf(filters).groups.map(({ key }) => key), "price"];
  const alone = recounted.filter(([hash, missed]) => hash === "0" && missed > 0);
  return Object.fromEntries(alone.map(([, missed, count]) => [keys[Math.log2(missed)]!, count]));
}

/** How many have each value once filters are chosen: of those that the other facets let through. */
function counter(recounted: Recounted, filters: SearchFilters) {
  const counts = new Map(recounted.map(([hash, missed, count]) => [`${hash} ${missed}`, count]));
  const bits = new Map(askedOf(filters).groups.map(({ key }, number) => [key, 2 ** number]));
  return (hash: string, key: string): number => {
    const bit = bits.get(key);
    const others = bit === undefined ? 0 : (counts.get(`${hash} ${bit}`) ?? 0);
    return (counts.get(`${hash} 0`) ?? 0) + others;
  };
}

/**
 * The facets of a collection's page. What has no product beside the chosen filters is left out; where a collection is too
 * large to be counted anew for them, values stand without a count, and the sum is unknown.
 */
export function facetsOfPage(
  kept: CollectionFacets | null,
  filters: SearchFilters,
  isFiltered: boolean,
  recounted: Recounted | null,
): SearchFacets {
  if (!kept) return noFacets;
  const count = recounted && counter(recounted, filters);
  const countOf = (known: number, hash: string, key: string): number | null =>
    !isFiltered ? known : count ? count(hash, key) : null;
  const values = (key: string, all: readonly Counted[]): FacetValue[] =>
    all
      .map(([value, known, hash]) => ({ value, count: countOf(known, hash, key) }))
      .filter((one) => one.count !== 0);
  return {
    count: countOf(kept.count, "0", ""),
    available: countOf(kept.available, kept.availableHash, "available"),
    ...(recounted ? { without: countWithout(recounted, filters) } : {}),
    prices: kept.prices,
    vendors: values("vendor", kept.vendors),
    types: values("type", kept.types),
    tags: values("tag", kept.tags),
    options: kept.options
      .map(({ name, values: all }) => ({ name, values: values(`option ${name.toLowerCase()}`, all) }))
      .filter((option) => option.values.length > 0),
  };
}

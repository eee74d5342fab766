export const searchSorts = ["relevance", "newest", "price-up", "price-down"] as const;
export type SearchSort = (typeof searchSorts)[number];

/** Orders of a collection that a customer may ask for; "manual" is its own. */
export const collectionSorts = [
  "manual",
  "best-selling",
  "title-up",
  "title-down",
  "price-up",
  "price-down",
  "newest",
  "oldest",
] as const;
export type CollectionSort = (typeof collectionSorts)[number];

/** What found products must be besides; of several values of one facet any will do, of several facets each must hold. */
export interface SearchFilters {
  readonly vendors: readonly string[];
  readonly types: readonly string[];
  readonly tags: readonly string[];
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Minor units of the store's currency, both inclusive; of a product's prices any may lie between. */
  readonly minPrice: number | null;
  readonly maxPrice: number | null;
  readonly isAvailableOnly: boolean;
}

export const noFilters: SearchFilters = {
  vendors: [],
  types: [],
  tags: [],
  options: [],
  minPrice: null,
  maxPrice: null,
  isAvailableOnly: false,
};

/** Whether anything is asked for besides the words. */
export function isFiltered(filters: SearchFilters): boolean {
  const { vendors, types, tags, options, minPrice, maxPrice, isAvailableOnly } = filters;
  const chosen = vendors.length + types.length + tags.length + options.length;
  return chosen > 0 || minPrice !== null || maxPrice !== null || isAvailableOnly;
}

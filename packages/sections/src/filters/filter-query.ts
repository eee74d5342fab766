import {
  type CollectionSort,
  noFilters,
  type SearchFilters,
  type SearchSort,
} from "@hutong/catalogue/schemas";
import { AppError, parseMoney, toDecimal } from "@hutong/kernel";

const longestValue = 100;
/** Most values of one facet, and most options that values are asked of. */
const mostValues = 40;
const mostOptions = 6;

/** Names that addresses of Shopify's shops have for filters and orders, so that links that lead to a shop go on leading there. */
const names = {
  available: "filter.v.availability",
  vendors: "filter.p.vendor",
  types: "filter.p.product_type",
  tags: "filter.p.tag",
  option: "filter.v.option.",
  minPrice: "filter.v.price.gte",
  maxPrice: "filter.v.price.lte",
} as const;

const sortNames: Readonly<Record<CollectionSort | SearchSort, string>> = {
  manual: "manual",
  relevance: "relevance",
  "best-selling": "best-selling",
  "title-up": "title-ascending",
  "title-down": "title-descending",
  "price-up": "price-ascending",
  "price-down": "price-descending",
  newest: "created-descending",
  oldest: "created-ascending",
};

/** A text that somebody typed or linked to; no control characters: the database takes no NUL, and the others mean nothing. */
export function typed(text: string, longest: number): string {
  return text
    .normalize("NFC")
    .replace(/\p{Cc}/gu, "")
    .trim()
    .slice(0, longest);
}

function texts(query: URLSearchParams, name: string): string[] {
  const values = query.getAll(name).map((value) => typed(value, longestValue));
  return [...new Set(values.filter(Boolean))].slice(0, mostValues).sort();
}

function priceOf(text: string | null, currency: string): number | null {
  if (!text) return null;
  try {
    return parseMoney(text, currency).amount;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function optionsOf(query: URLSearchParams): SearchFilters["options"] {
  const byName = new Map<string, string>();
  for (const key of query.keys()) {
    const name = key.startsWith(names.option) ? typed(key.slice(names.option.length), longestValue) : "";
    if (name && byName.size < mostOptions) byName.set(name.toLowerCase(), key);
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, key]) => texts(query, key).map((value) => ({ name, value })));
}

/**
 * Reads the filters of an address; what is no value of a parameter counts as not given.
 * @param currency what its prices are in, written in whole units: "19.90"
 */
export function readFilters(query: URLSearchParams, currency: string): SearchFilters {
  return {
    vendors: texts(query, names.vendors),
    types: texts(query, names.types),
    tags: texts(query, names.tags),
    options: optionsOf(query),
    minPrice: priceOf(query.get(names.minPrice), currency),
    maxPrice: priceOf(query.get(names.maxPrice), currency),
    isAvailableOnly: query.get(names.available) === "1",
  };
}

/** Writes filters into a query as `readFilters` reads them. */
export function writeFilters(params: URLSearchParams, filters: SearchFilters, currency: string): void {
  if (filters.isAvailableOnly) params.set(names.available, "1");
  for (const key of ["vendors", "types", "tags"] as const)
    for (const value of filters[key]) params.append(names[key], value);
  for (const { name, value } of filters.options) params.append(`${names.option}${name.toLowerCase()}`, value);
  for (const key of ["minPrice", "maxPrice"] as const) {
    const amount = filters[key];
    if (amount !== null) params.set(names[key], toDecimal({ amount, currency }));
  }
}

/** Reads the order that an address asks for, one of `offered`; the first where it asks for none. */
export function readSort<Sort extends CollectionSort | SearchSort>(
  query: URLSearchParams,
  offered: readonly Sort[],
): Sort {
  const name = query.get("sort_by");
  return offered.find((sort) => sortNames[sort] === name) ?? offered[0]!;
}

/** Writes an order into a query, unless it is the usual one. */
export function writeSort<Sort extends CollectionSort | SearchSort>(
  params: URLSearchParams,
  sort: Sort,
  offered: readonly Sort[],
): void {
  if (sort !== offered[0]) params.set("sort_by", sortNames[sort]);
}

/** How many values are chosen; a price from and to is one. */
export function chosenCount(filters: SearchFilters): number {
  const { vendors, types, tags, options, minPrice, maxPrice, isAvailableOnly } = filters;
  const isPriced = minPrice !== null || maxPrice !== null;
  return (
    vendors.length + types.length + tags.length + options.length + Number(isPriced) + Number(isAvailableOnly)
  );
}

/** A page that can be filtered. */
export interface FilteredPage<Facets> {
  readonly filters: SearchFilters;
  readonly facets: Facets;
  /** What prices in addresses are in: the store's own, in every market. */
  readonly currency: string;
  /** Where the same page is, with other filters. */
  readonly address: (filters: SearchFilters) => string;
}

/** The same page with nothing chosen. */
export const cleared = ({ address }: Pick<FilteredPage<unknown>, "address">): string => address(noFilters);

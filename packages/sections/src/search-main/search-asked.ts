import { noFilters, type SearchFilters, type SearchSort, searchSorts } from "@hutong/catalogue/schemas";

/** What a search's address asks for. */
export interface SearchAsked {
  readonly query: string;
  /** Page, from 1. */
  readonly number: number;
  readonly sort: SearchSort;
  readonly filters: SearchFilters;
}

const longestQuery = 100;
const longestValue = 100;
const lastPage = 200;
/** Most values of all facets together. */
const mostValues = 40;
/** Stands between an option's name and its value. */
const between = "::";

// No control characters: the database takes no NUL, and the others mean nothing.
function typed(text: string, longest: number): string {
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

function priceOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

/** Reads the query of a search page; what is no value of a parameter counts as not given. */
export function readSearchAsked(query: URLSearchParams): SearchAsked {
  const [low, high] = (query.get("price") ?? "").split("-");
  const sort = query.get("sort") as SearchSort;
  const number = query.get("page") ?? "";
  const options = texts(query, "option").flatMap((option) => {
    const [name, ...value] = option.split(between);
    return name && value.length > 0 ? [{ name, value: value.join(between) }] : [];
  });
  return {
    query: typed(query.get("q") ?? "", longestQuery),
    number: /^[1-9]\d{0,2}$/.test(number) && Number(number) <= lastPage ? Number(number) : 1,
    sort: searchSorts.includes(sort) ? sort : "relevance",
    filters: {
      vendors: texts(query, "vendor"),
      types: texts(query, "type"),
      tags: texts(query, "tag"),
      options,
      minPrice: priceOf(low),
      maxPrice: priceOf(high),
      isAvailableOnly: query.get("available") === "1",
    },
  };
}

/** The query that asks for this, in one order; prices in minor units, as "1000-5000", "-5000" or "1000-". */
export function searchQuery({ query, number, sort, filters }: SearchAsked): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.isAvailableOnly) params.set("available", "1");
  for (const { name, value } of filters.options) params.append("option", `${name}${between}${value}`);
  if (number > 1) params.set("page", String(number));
  const { minPrice, maxPrice } = filters;
  if (minPrice !== null || maxPrice !== null) params.set("price", `${minPrice ?? ""}-${maxPrice ?? ""}`);
  params.set("q", query);
  if (sort !== "relevance") params.set("sort", sort);
  for (const tag of filters.tags) params.append("tag", tag);
  for (const type of filters.types) params.append("type", type);
  for (const vendor of filters.vendors) params.append("vendor", vendor);
  return params;
}

/** The address of a search, changed in some of what it asks for; the first page, unless a page is named. */
export function searchAddress(asked: SearchAsked, change: Partial<SearchAsked>): string {
  return `/search?${searchQuery({ ...asked, number: 1, ...change })}`;
}

/** The same search without filters. */
export function withoutFilters(asked: SearchAsked): string {
  return searchAddress(asked, { filters: noFilters });
}

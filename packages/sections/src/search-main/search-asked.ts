import { type SearchFilters, type SearchSort, searchSorts } from "@hutong/catalogue/schemas";
import { readFilters, readSort, typed, writeFilters, writeSort } from "../filters/filter-query.ts";

/** What a search's address asks for. */
export interface SearchAsked {
  readonly query: string;
  /** Page, from 1. */
  readonly number: number;
  readonly sort: SearchSort;
  readonly filters: SearchFilters;
  /** What prices of its address are in. */
  readonly currency: string;
}

const longestQuery = 100;
const lastPage = 200;

/** Reads the query of a search page; what is no value of a parameter counts as not given. */
export function readSearchAsked(query: URLSearchParams, currency: string): SearchAsked {
  const number = query.get("page") ?? "";
  return {
    query: typed(query.get("q") ?? "", longestQuery),
    number: /^[1-9]\d{0,2}$/.test(number) && Number(number) <= lastPage ? Number(number) : 1,
    sort: readSort(query, searchSorts),
    filters: readFilters(query, currency),
    currency,
  };
}

/** The query that asks for this, in one order. */
export function searchQuery({ query, number, sort, filters, currency }: SearchAsked): URLSearchParams {
  const params = new URLSearchParams({ q: query });
  writeFilters(params, filters, currency);
  if (number > 1) params.set("page", String(number));
  writeSort(params, sort, searchSorts);
  params.sort();
  return params;
}

/** The address of a search, changed in some of what it asks for; the first page, unless a page is named. */
export function searchAddress(asked: SearchAsked, change: Partial<SearchAsked>): string {
  return `/search?${searchQuery({ ...asked, number: 1, ...change })}`;
}

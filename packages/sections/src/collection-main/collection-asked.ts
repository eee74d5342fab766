import type { CollectionEdge } from "@hutong/catalogue";
import {
  type CollectionSort,
  collectionSorts,
  isFiltered,
  type SearchFilters,
} from "@hutong/catalogue/schemas";
import { readFilters, readSort, writeFilters, writeSort } from "../filters/filter-query.ts";

/** What the address of a collection's page asks for. */
export interface CollectionAsked {
  readonly sort: CollectionSort;
  readonly filters: SearchFilters;
  /** What prices of its address are in. */
  readonly currency: string;
  /** Page, from 1; counts where no edge is given and nothing is filtered. */
  readonly number: number;
  /** Given on pages far down, and on those of a filtered collection, instead of a number. */
  readonly edge: CollectionEdge | null;
}

const lastPage = 200;

function readEdge(query: URLSearchParams): CollectionEdge | null {
  for (const side of ["after", "before"] as const) {
    const at = query.get(side) ?? "";
    if (/^[0-9a-g]{0,250}\.[0-9a-f]{32}$/.test(at)) return { side, at };
  }
  return null;
}

/** Reads the query of a collection's page; what is no value of a parameter counts as not given. */
export function readCollectionAsked(query: URLSearchParams, currency: string): CollectionAsked {
  const filters = readFilters(query, currency);
  const edge = readEdge(query);
  const page = query.get("page") ?? "";
  const isNumbered = edge === null && !isFiltered(filters) && /^[1-9]\d{0,2}$/.test(page);
  const number = isNumbered && Number(page) <= lastPage ? Number(page) : 1;
  return { sort: readSort(query, collectionSorts), filters, currency, number, edge };
}

/** The query that asks for this, in one order. */
export function collectionQuery({ sort, filters, currency, number, edge }: CollectionAsked): URLSearchParams {
  const params = new URLSearchParams();
  writeFilters(params, filters, currency);
  if (edge) params.set(edge.side, edge.at);
  else if (number > 1) params.set("page", String(number));
  writeSort(params, sort, collectionSorts);
  params.sort();
  return params;
}

/** The address of a collection's page, changed in some of what it asks for; the first page, unless one is named. */
export function collectionAddress(
  handle: string,
  asked: CollectionAsked,
  change: Partial<CollectionAsked>,
): string {
  const query = collectionQuery({ ...asked, number: 1, edge: null, ...change }).toString();
  const path = `/collections/${encodeURIComponent(handle)}`;
  return query ? `${path}?${query}` : path;
}

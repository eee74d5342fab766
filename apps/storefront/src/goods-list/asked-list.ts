import { type CollectionEdge, isCardsEdge } from "@hutong/catalogue";
import type { CollectionSort } from "@hutong/catalogue/schemas";
import { AppError } from "@hutong/kernel";

/** Most products of one answer, as Shopify's own public list has it. */
export const mostListed = 250;
const usual = 20;

/** What a public list of goods is asked for. */
export interface AskedList {
  /** Null: everything that is on sale, newest first. */
  readonly collection: string | null;
  readonly limit: number;
  readonly sort: CollectionSort;
  readonly isAvailableOnly: boolean;
  /** Where it goes on, from an answer's `next`. */
  readonly after: string | null;
  /** What counts of the query, in a fixed order, without "?". */
  readonly query: string;
}

const paths = /^\/(?:collections\/([^/]+)\/)?products\.json$/;
const sorts = new Set<string>(["manual", "newest", "price-up", "price-down"] satisfies CollectionSort[]);
const edge = /^[0-9a-g]{1,250}\.[0-9a-f]{32}$/;

function refuse(field: string, code: string): never {
  throw new AppError("invalid", code, { field });
}

function limitOf(text: string | null): number {
  if (text === null) return usual;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= mostListed ? limit : refuse("limit", "limit_invalid");
}

function handleOf(part: string): string | null {
  try {
    return decodeURIComponent(part).normalize("NFC").slice(0, 255) || null;
  } catch {
    return null;
  }
}

/** Whether a path may be a list's, without looking closer. */
export const isListPath = (pathname: string): boolean => pathname.endsWith("/products.json");

/**
 * Reads `/products.json` and `/collections/HANDLE/products.json`; null for another path. The collection `all` is everything. Throws `limit_invalid`, `sort_invalid`, `after_invalid`.
 */
export function askedList(pathname: string, query: URLSearchParams): AskedList | null {
  const found = isListPath(pathname) ? paths.exec(pathname) : null;
  if (!found) return null;
  const named = found[1] === undefined ? null : handleOf(found[1]);
  if (found[1] !== undefined && named === null) return null;
  const collection = named === "all" ? null : named;
  const limit = limitOf(query.get("limit"));
  const sort = collection === null ? "newest" : (query.get("sort") ?? "manual");
  if (!sorts.has(sort)) refuse("sort", "sort_invalid");
  const isAvailableOnly = collection !== null && query.get("available") === "1";
  const after = query.get("after");
  if (after !== null && !(collection === null ? isCardsEdge(after) : edge.test(after)))
    refuse("after", "after_invalid");
  const counted = new URLSearchParams();
  if (after !== null) counted.set("after", after);
  if (isAvailableOnly) counted.set("available", "1");
  if (query.has("limit")) counted.set("limit", String(limit));
  if (collection !== null && sort !== "manual") counted.set("sort", sort);
  return {
    collection,
    limit,
    sort: sort as CollectionSort,
    isAvailableOnly,
    after,
    query: counted.toString(),
  };
}

/** Where a collection goes on, as its reading wants it. */
export function edgeOf({ after }: AskedList): CollectionEdge | null {
  return after === null ? null : { side: "after", at: after };
}

import {
  chosenCount,
  collectionQuery,
  type PageRequest,
  readCollectionAsked,
  readSearchAsked,
  searchQuery,
} from "@hutong/sections";

/** What a path asks for and, of its query, what counts: known parameters with sound values, in a fixed order. */
export interface AskedPage {
  readonly request: PageRequest;
  /** Canonical query without "?"; empty when nothing counts. */
  readonly query: string;
  /** False for searches and for collections with several filters, which are made anew each time. */
  readonly isKept: boolean;
}

function whole(text: string | null, most: number): number | null {
  if (text === null || !/^[1-9]\d{0,15}$/.test(text)) return null;
  const value = Number(text);
  return value <= most ? value : null;
}

function handleOf(part: string | undefined): string | null {
  try {
    const handle = decodeURIComponent(part ?? "").normalize("NFC");
    return handle && handle.length <= 255 ? handle : null;
  } catch {
    return null;
  }
}

function queryOf(parts: Record<string, string | number | null>): string {
  const query = new URLSearchParams();
  for (const key of Object.keys(parts).sort()) {
    const value = parts[key];
    if (value !== null && value !== undefined) query.set(key, String(value));
  }
  return query.toString();
}

function askedCollection(
  handle: string,
  query: URLSearchParams,
  currency: string,
  mode: string | null,
): AskedPage {
  const asked = readCollectionAsked(query, currency);
  const canonical = collectionQuery(asked);
  if (mode) canonical.append("mode", mode);
  canonical.sort();
  return {
    request: { kind: "collection", handle, ...asked },
    query: canonical.toString(),
    // Of several values together there are more pages than could be kept.
    isKept: chosenCount(asked.filters) < 2,
  };
}

/**
 * Reads a path without language and its query; null for a path that no page has.
 * @param currency what prices in the query are in
 */
export function askedPage(pathname: string, query: URLSearchParams, currency: string): AskedPage | null {
  const mode = query.get("mode") === "elder" ? "elder" : null;
  const plain = queryOf({ mode });
  if (pathname === "/") return { request: { kind: "home" }, query: plain, isKept: true };
  const parts = pathname.slice(1).split("/");
  if (parts.length > 2) return null;
  const [room, rest] = parts;
  if (parts.length === 1) {
    if (room === "collections") return { request: { kind: "collections" }, query: plain, isKept: true };
    if (room !== "search") return null;
    const asked = readSearchAsked(query, currency);
    const canonical = searchQuery(asked);
    if (mode) canonical.append("mode", mode);
    return { request: { kind: "search", ...asked }, query: canonical.toString(), isKept: false };
  }
  const handle = handleOf(rest);
  if (handle === null) return null;
  switch (room) {
    case "products": {
      const variant = whole(query.get("variant"), Number.MAX_SAFE_INTEGER);
      return {
        request: { kind: "product", handle, variant },
        query: queryOf({ mode, variant }),
        isKept: true,
      };
    }
    case "collections":
      return askedCollection(handle, query, currency, mode);
    case "pages":
      return { request: { kind: "page", handle }, query: plain, isKept: true };
    default:
      return null;
  }
}

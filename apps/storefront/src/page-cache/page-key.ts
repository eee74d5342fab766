import { cacheMark } from "../market/market-of-visit.ts";
import { addressOf, type Visit } from "../visit.ts";

/**
 * Name of a page in the cache: host, path in the page's language, what counts of its query, and the market.
 * @param query without "?"
 */
export function pageKey(visit: Visit, query: string): string {
  const path = addressOf({ ...visit, isElder: false }, visit.pathname);
  return `${visit.door.host}${query ? `${path}?${query}` : path}${cacheMark(visit.market)}`;
}

import type { ListEntriesInput } from "@hutong/metafields/schemas";

/** What the address says of the list. */
export interface EntriesQuery {
  readonly q: string;
  readonly cursor: string | null;
}

/** Reads the address; what is not understood is as if it were not there. */
export function readEntriesQuery(
  search: Readonly<Record<string, string | string[] | undefined>>,
): EntriesQuery {
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  const cursor = one("cursor");
  return { q: one("q").slice(0, 200), cursor: /^[\w-]{1,700}$/.test(cursor) ? cursor : null };
}

export function entriesInput(definitionId: string, { q, cursor }: EntriesQuery): ListEntriesInput {
  return { definitionId, query: q, limit: 50, ...(cursor ? { cursor } : {}) };
}

import type { ListGiftCardsInput } from "@hutong/gift-cards/schemas";
import { isId } from "@hutong/kernel";

/** What the address says of the list. */
export interface GiftCardsQuery {
  readonly q: string;
  readonly before: string | null;
}

/** Reads the address; what is not understood is as if it were not there. */
export function readGiftCardsQuery(
  search: Readonly<Record<string, string | string[] | undefined>>,
): GiftCardsQuery {
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  const before = one("before");
  return { q: one("q").slice(0, 100), before: isId(before) ? before : null };
}

export function giftCardsInput({ q, before }: GiftCardsQuery): ListGiftCardsInput {
  return { query: q, limit: 50, ...(before ? { before } : {}) };
}

import type { Id, LocalizedText } from "@hutong/kernel";
import type { MarketTerms, ShopMarket } from "@hutong/pricing";
import type { OpenDoor } from "../store-door.ts";
import { marketNamed } from "./market-cookie.ts";

/** The market that a visitor is in: the one that they chose, else the primary one. Null for a store without markets. */
export function marketOfVisit({ markets }: OpenDoor, cookies: string | null | undefined): ShopMarket | null {
  const primary = markets[0] ?? null;
  if (markets.length < 2) return primary;
  const named = marketNamed(cookies);
  return markets.find(({ handle }) => handle === named) ?? primary;
}

/** What the names of a market's pages end with in the cache: nothing that an address could have in it. */
export function cacheMark(market: MarketTerms | null): string {
  return market === null || market.isPrimary ? "" : `\n${market.handle}`;
}

/** What a market is called; the primary one of a store that never named it, by the store's country. */
export function marketName({ name }: MarketTerms, country: string, locale: string): LocalizedText {
  if (Object.keys(name).length > 0) return name;
  return { [locale]: new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country };
}

/** How a context names the market; not at all where it is the primary one. */
export function marketIdOf(market: MarketTerms | null): Id<"market"> | null {
  return market === null || market.isPrimary ? null : (market.id as Id<"market">);
}

/** The store's languages that a market is shown in: all, where it names none. */
export function localesOf({ store }: OpenDoor, market: MarketTerms | null): readonly string[] {
  if (market === null || market.isPrimary || market.locales.length === 0) return store.locales;
  return store.locales.filter((locale) => market.locales.includes(locale));
}

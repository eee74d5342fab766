import { searchProducts } from "@hutong/catalogue";
import { sizedUrl } from "@hutong/files/sizes";
import { frameOf, readSearchAsked } from "@hutong/sections";
import type { Hono } from "hono";
import { priceCards } from "../market/price-found.ts";
import { frameStoreOf } from "../render-shop-page.tsx";
import type { RouteContext, RouteEnv } from "../services.ts";

/** What the search field offers while somebody types. */
export interface Suggestion {
  readonly href: string;
  readonly title: string;
  /** As price tags write it; empty for the way to all results. */
  readonly price: string;
  readonly picture: string | null;
}

const most = 6;

async function suggest(c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const { ctx, locale, pathname, isElder, query } = visit;
  const { query: words } = readSearchAsked(query, visit.door.store.currency);
  const { cards, near } = await searchProducts(ctx, {
    query: words,
    page: 1,
    perPage: most,
    withChoices: false,
    withFacets: false,
  });
  // Only ways of writing are asked of the frame, and these are the same for every theme.
  const frame = frameOf({ store: frameStoreOf(visit), locale, pathname, isElder, base: "tea", menus: {} });
  const found = await priceCards(ctx, (cards.length > 0 ? cards : near).slice(0, most), visit.market);
  const suggestions: Suggestion[] = found.map((card) => ({
    href: frame.path(`/products/${encodeURIComponent(card.handle)}`),
    title: card.title,
    price: card.maxPrice > card.minPrice ? frame.t.from(frame.tag(card.minPrice)) : frame.tag(card.minPrice),
    picture: card.picture && sizedUrl(card.picture, 160),
  }));
  if (cards.length > 0) {
    const href = frame.path(`/search?${new URLSearchParams({ q: words })}`);
    suggestions.push({ href, title: frame.t.allResults, price: "", picture: null });
  }
  return c.json({ suggestions }, 200, { "cache-control": "no-store" });
}

/** Suggestions while typing, for the search field's island; the field works without them. */
export function suggestRoutes(app: Hono<RouteEnv>): void {
  app.get("/search/suggest", suggest);
}

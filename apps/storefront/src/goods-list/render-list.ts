import { type CardView, readCards, readCollection } from "@hutong/catalogue";
import { noFilters } from "@hutong/catalogue/schemas";
import { readTogether } from "@hutong/db";
import { AppError, toDecimal } from "@hutong/kernel";
import { priceCards, pricesHoldUntil } from "../market/price-found.ts";
import type { RenderedPage } from "../page-cache/page-cache.ts";
import { currencyOf } from "../render-shop-page.tsx";
import { addressOf, type Visit } from "../visit.ts";
import { type AskedList, edgeOf } from "./asked-list.ts";

const kept = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "public, max-age=0, must-revalidate",
  "x-content-type-options": "nosniff",
  // It says what every visitor is shown, and knows nobody.
  "access-control-allow-origin": "*",
} as const;

interface Stretch {
  readonly cards: readonly CardView[];
  readonly next: string | null;
  readonly tags: readonly string[];
}

async function read({ ctx }: Visit, asked: AskedList): Promise<Stretch> {
  const { collection: handle, limit, after, sort, isAvailableOnly } = asked;
  if (handle === null) {
    const [page] = await readTogether(ctx, readCards(ctx, { after, limit, withChoices: false }));
    return { ...page, tags: ["products"] };
  }
  const edge = edgeOf(asked);
  const input = {
    handle,
    sort,
    filters: { ...noFilters, isAvailableOnly },
    page: 1,
    perPage: limit,
    edge,
    withChoices: false,
  };
  const [page] = await readTogether(ctx, readCollection(ctx, input));
  if (!page) throw new AppError("not_found", "collection_not_found", { params: { handle } });
  const { cards, hasMore, last, collection } = page;
  return { cards, next: hasMore ? last : null, tags: ["collections", `collection:${collection.id}`] };
}

// Prices are decimals in texts, as Shopify's lists for programs have them: no client reads them as floats by accident.
function itemOf(visit: Visit, currency: string) {
  const price = (amount: number) => toDecimal({ amount, currency });
  return (card: CardView) => ({
    id: card.publicId,
    handle: card.handle,
    title: card.title,
    subtitle: card.subtitle,
    url: addressOf(visit, `/products/${encodeURIComponent(card.handle)}`),
    available: card.isAvailable,
    price_min: price(card.minPrice),
    price_max: price(card.maxPrice),
    compare_at_price: card.compareAtPrice === null ? null : price(card.compareAtPrice),
    featured_image:
      card.picture === null
        ? null
        : { src: visit.origin + card.picture, alt: card.alt, width: card.shape.width },
  });
}

function nextAddress(visit: Visit, asked: AskedList, next: string): string {
  const query = new URLSearchParams(asked.query);
  query.set("after", next);
  return addressOf(visit, `${visit.pathname}?${query}`);
}

/** Reads and writes a public list of goods in the market and language of a visit. Throws `collection_not_found`. */
export async function renderList(visit: Visit, asked: AskedList): Promise<RenderedPage> {
  const { ctx, market, door } = visit;
  const found = await read(visit, asked);
  const cards = await priceCards(ctx, found.cards, market);
  const currency = currencyOf(visit);
  const list = {
    currency,
    products: cards.map(itemOf(visit, currency)),
    next: found.next === null ? null : nextAddress(visit, asked, found.next),
  };
  return {
    html: JSON.stringify(list),
    headers: { ...kept, vary: door.markets.length < 2 ? "accept-encoding" : "accept-encoding, cookie" },
    tags: ["store", ...found.tags, ...cards.map(({ id }) => `product:${id}`)],
    isKept: true,
    until: pricesHoldUntil(ctx, market)?.getTime(),
    status: 200,
  };
}

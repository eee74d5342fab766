import { type CardView, readVariantPrices, type SearchFacets, type VariantPriceRow } from "@hutong/catalogue";
import { readTogether, type StoreContext } from "@hutong/db";
import {
  convertsPrices,
  type ListPrice,
  listsInEffect,
  type MarketTerms,
  nextChange,
  type PriceList,
  priceVariant,
  quantityBreaks,
  readListPricesOfProducts,
} from "@hutong/pricing";
import type { Found, Subject } from "@hutong/sections";

/** What prices are made of on one page. */
interface Prices {
  readonly market: MarketTerms;
  readonly lists: readonly PriceList[];
  readonly named: readonly ListPrice[];
  /** By product; of all products on the page where a list names prices of their variants, else empty. */
  readonly variants: ReadonlyMap<string, readonly VariantPriceRow[]>;
}

interface Priced {
  readonly price: number;
  readonly compareAtPrice: number | null;
}

function priceOne({ market, lists, named }: Prices, id: string, { price, compareAtPrice }: Priced): Priced {
  const given = { id, amount: price, compareAt: compareAtPrice, quantity: 1 };
  const { amount, compareAt } = priceVariant(market, given, lists, named);
  return { price: amount, compareAtPrice: compareAt };
}

type Range = Pick<CardView, "minPrice" | "maxPrice" | "compareAtPrice">;

/** Lowest and highest price of a product, of what can be bought of it; a former price where all cost the same. */
function rangeOf(prices: Prices, productId: string, known: Range): Range {
  const all = prices.variants.get(productId) ?? [];
  const sold = all.some((one) => one.isAvailable) ? all.filter((one) => one.isAvailable) : all;
  const found =
    sold.length > 0
      ? sold.map((one) => priceOne(prices, one.id, one))
      : [
          priceOne(prices, "", { price: known.minPrice, compareAtPrice: known.compareAtPrice }),
          priceOne(prices, "", { price: known.maxPrice, compareAtPrice: null }),
        ];
  const amounts = found.map(({ price }) => price);
  const minPrice = Math.min(...amounts);
  const maxPrice = Math.max(...amounts);
  const former = found.map(({ compareAtPrice }) => compareAtPrice).filter((one) => one !== null);
  const compareAtPrice = minPrice === maxPrice && former.length > 0 ? Math.min(...former) : null;
  return { minPrice, maxPrice, compareAtPrice };
}

// Ranges of prices are of the prices that are written: they would say nothing here.
const withoutPrices = (facets: SearchFacets): SearchFacets => ({ ...facets, prices: [] });

function priceSubject(prices: Prices, subject: Subject): Subject {
  const cards = (all: readonly CardView[]) =>
    all.map((card) => ({ ...card, ...rangeOf(prices, card.id, card) }));
  switch (subject.kind) {
    case "product": {
      const { product, selected, related } = subject;
      const variants = product.variants.map((one) => ({ ...one, ...priceOne(prices, one.id, one) }));
      const { minPrice, maxPrice } = rangeOf(prices, product.id, { ...product, compareAtPrice: null });
      const { id, price: amount, compareAtPrice: compareAt } = selected;
      return {
        ...subject,
        product: { ...product, variants, minPrice, maxPrice },
        selected: { ...selected, ...priceOne(prices, id, selected) },
        breaks: quantityBreaks(prices.market, { id, amount, compareAt }, prices.lists, prices.named),
        related: cards(related),
      };
    }
    case "collection": {
      const { page } = subject;
      return { ...subject, page: { ...page, cards: cards(page.cards), facets: withoutPrices(page.facets) } };
    }
    case "search": {
      const { page } = subject;
      const facets = withoutPrices(page.facets);
      return { ...subject, page: { ...page, cards: cards(page.cards), near: cards(page.near), facets } };
    }
    default:
      return subject;
  }
}

function productsOf({ subject, shelves, products }: Found): string[] {
  const ids = new Set([...products.values()].map(({ id }) => id));
  const add = (cards: readonly { readonly id: string }[]) => {
    for (const { id } of cards) ids.add(id);
  };
  for (const { cards } of shelves.values()) add(cards);
  if (subject.kind === "product") add([subject.product, ...subject.related]);
  if (subject.kind === "collection") add(subject.page.cards);
  if (subject.kind === "search") add([...subject.page.cards, ...subject.page.near]);
  return [...ids];
}

async function pricesFor(
  ctx: StoreContext,
  market: MarketTerms,
  productIds: () => readonly string[],
): Promise<Prices> {
  const lists = listsInEffect(market.lists, { now: ctx.clock.now(), groupId: null });
  const products = lists.some(({ hasPrices }) => hasPrices) ? productIds() : [];
  if (products.length === 0) return { market, lists, named: [], variants: new Map() };
  const [rows, named] = await readTogether(
    ctx,
    readVariantPrices(ctx, products),
    readListPricesOfProducts(ctx, lists, products),
  );
  const variants = new Map<string, VariantPriceRow[]>();
  for (const row of rows) variants.set(row.productId, [...(variants.get(row.productId) ?? []), row]);
  return { market, lists, named, variants };
}

/** Products of a list at what they cost in a market, as `priceFound` has them. */
export async function priceCards(
  ctx: StoreContext,
  cards: readonly CardView[],
  market: MarketTerms | null,
): Promise<readonly CardView[]> {
  if (cards.length === 0 || !market || !convertsPrices(market)) return cards;
  const prices = await pricesFor(ctx, market, () => cards.map(({ id }) => id));
  return cards.map((card) => ({ ...card, ...rangeOf(prices, card.id, card) }));
}

/** When what is shown in a market to whoever is not signed in costs something else by itself; null where it never does. */
export function pricesHoldUntil(ctx: StoreContext, market: MarketTerms | null): Date | null {
  if (!market || !convertsPrices(market)) return null;
  return nextChange(
    market.lists.filter(({ kind }) => kind !== "group"),
    ctx.clock.now(),
  );
}

/**
 * What was read for a page, at what it costs in a market to whoever is not signed in, and until when that holds by itself; the
 * same where that is what the store writes. One burst more where a list names prices.
 */
export async function priceFound(
  ctx: StoreContext,
  found: Found | null,
  market: MarketTerms | null,
): Promise<{ readonly found: Found | null; readonly until: Date | null }> {
  if (!found || !market || !convertsPrices(market)) return { found, until: null };
  const prices = await pricesFor(ctx, market, () => productsOf(found));
  const shelves = [...found.shelves].map(([id, shelf]) => {
    const cards = shelf.cards.map((card) => ({ ...card, ...rangeOf(prices, card.id, card) }));
    return [id, { ...shelf, cards }] as const;
  });
  const products = [...found.products].map(([handle, one]) => {
    const { minPrice } = one;
    const range = rangeOf(prices, one.id, { minPrice, maxPrice: minPrice, compareAtPrice: null });
    return [handle, { ...one, minPrice: range.minPrice }] as const;
  });
  return {
    found: {
      subject: priceSubject(prices, found.subject),
      shelves: new Map(shelves),
      products: new Map(products),
    },
    until: pricesHoldUntil(ctx, market),
  };
}

import type { CardView, VariantView } from "@hutong/catalogue";
import { convertsPrices, type MarketTerms, marketPrice } from "@hutong/pricing";
import type { Found, Subject } from "@hutong/sections";

type Price = (amount: number) => number;

const former = (price: Price, amount: number | null): number | null =>
  amount === null ? null : price(amount);

function priceCard(price: Price, card: CardView): CardView {
  return {
    ...card,
    minPrice: price(card.minPrice),
    maxPrice: price(card.maxPrice),
    compareAtPrice: former(price, card.compareAtPrice),
  };
}

function priceVariant(price: Price, variant: VariantView): VariantView {
  return {
    ...variant,
    price: price(variant.price),
    compareAtPrice: former(price, variant.compareAtPrice),
  };
}

function priceSubject(price: Price, subject: Subject): Subject {
  const cards = (all: readonly CardView[]) => all.map((card) => priceCard(price, card));
  switch (subject.kind) {
    case "product": {
      const { product, selected, related } = subject;
      return {
        ...subject,
        product: {
          ...product,
          minPrice: price(product.minPrice),
          maxPrice: price(product.maxPrice),
          variants: product.variants.map((one) => priceVariant(price, one)),
        },
        selected: priceVariant(price, selected),
        related: cards(related),
      };
    }
    case "collection":
      return { ...subject, page: { ...subject.page, cards: cards(subject.page.cards) } };
    case "search":
      return {
        ...subject,
        page: { ...subject.page, cards: cards(subject.page.cards), near: cards(subject.page.near) },
      };
    default:
      return subject;
  }
}

/** What was read for a page, at what it costs in a market; the same where that is what the store writes. */
export function priceFound(found: Found | null, market: MarketTerms | null): Found | null {
  if (!found || !market || !convertsPrices(market)) return found;
  const price: Price = (amount) => marketPrice(market, amount);
  const shelves = [...found.shelves].map(
    ([id, shelf]) => [id, { ...shelf, cards: shelf.cards.map((card) => priceCard(price, card)) }] as const,
  );
  const products = [...found.products].map(
    ([handle, one]) => [handle, { ...one, minPrice: price(one.minPrice) }] as const,
  );
  return {
    subject: priceSubject(price, found.subject),
    shelves: new Map(shelves),
    products: new Map(products),
  };
}

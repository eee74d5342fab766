import type { MarketPricing } from "../markets/market-terms.ts";
import { decideUnitPrice, type UnitPriceReason } from "../totals/unit-price.ts";
import { roundOf } from "../totals/whole.ts";
import { marketPrice } from "./market-price.ts";
import type { ListPrice, PriceList } from "./price-list.ts";

/** What a unit costs and why. Amounts in minor units of the market's currency. */
export interface VariantPrice {
  readonly amount: number;
  /** What it costs without sale, group and quantity. */
  readonly list: number;
  /** What is struck through beside it; null where nothing is above it. */
  readonly compareAt: number | null;
  readonly by: UnitPriceReason;
  /** The price list that it comes from; null for a price that was converted. */
  readonly priceList: string | null;
}

interface Given {
  readonly id: string;
  /** Minor units of the store's currency. */
  readonly amount: number;
  readonly compareAt: number | null;
  readonly quantity: number;
}

const hundred = 10_000;
const partOff = (list: number, basisPoints: number): number => roundOf(list, hundred - basisPoints, hundred);

interface Named {
  readonly amount: number;
  readonly listId: string;
}

// The smallest price that lists of a kind have for one unit; of equal ones the earlier list's.
function smallest(
  kind: PriceList["kind"],
  list: number,
  lists: readonly PriceList[],
  own: readonly ListPrice[],
) {
  let best: Named | null = null;
  for (const one of lists) {
    if (one.kind !== kind) continue;
    const named = own.find(({ listId, from }) => listId === one.id && from === 1);
    const off = named ? named.basisPoints : one.basisPoints;
    const amount = named?.price ?? (off === null ? null : partOff(list, off));
    if (amount !== null && (best === null || amount < best.amount)) best = { amount, listId: one.id };
  }
  return best;
}

function fixedOf(lists: readonly PriceList[], own: readonly ListPrice[]): Named | null {
  for (const { id, kind } of lists) {
    const named = kind === "market" && own.find(({ listId, from }) => listId === id && from === 1);
    if (named && named.price !== null) return { amount: named.price, listId: id };
  }
  return null;
}

/**
 * The one place that decides what a unit of a line costs in a market (docs/prices.md): fixed or converted, then the smallest of
 * it, open sales, the customer's group and the quantity that is reached.
 *
 * @param lists those that hold now for this customer (`listsInEffect`), in the merchant's order
 * @param prices what they say; of other variants too
 */
export function priceVariant(
  market: MarketPricing,
  { id, amount, compareAt, quantity }: Given,
  lists: readonly PriceList[],
  prices: readonly ListPrice[],
): VariantPrice {
  const own = prices.filter(({ variantId }) => variantId === id);
  const fixed = fixedOf(lists, own);
  const list = fixed?.amount ?? marketPrice(market, amount);
  const sale = smallest("sale", list, lists, own);
  const group = smallest("group", list, lists, own);
  const steps = lists.flatMap((one) => own.filter(({ listId, from }) => listId === one.id && from > 1));
  const decided = decideUnitPrice({
    base: { amount, currency: market.shopCurrency },
    market,
    fixed: list,
    sale: sale?.amount ?? null,
    group: group?.amount ?? null,
    breaks: steps.map(({ from, price, basisPoints }) =>
      price === null ? { from, basisPoints: basisPoints! } : { from, price },
    ),
    quantity,
  });
  const by = decided.by === "fixed" && !fixed ? "list" : decided.by;
  const reachedStep = steps
    .filter(({ from }) => from <= quantity)
    .reduce<ListPrice | null>((best, one) => (best && best.from >= one.from ? best : one), null);
  const from = { list: null, fixed, sale, group, break: reachedStep }[by];
  const former = fixed || compareAt === null ? list : Math.max(list, marketPrice(market, compareAt));
  return {
    amount: decided.amount,
    list,
    compareAt: former > decided.amount ? former : null,
    by,
    priceList: from?.listId ?? null,
  };
}

/** What a variant costs from a number of units on, where that is less than for one: as its page shows it. */
export function quantityBreaks(
  market: MarketPricing,
  variant: Omit<Given, "quantity">,
  lists: readonly PriceList[],
  prices: readonly ListPrice[],
): { readonly from: number; readonly price: number }[] {
  const steps = new Set(
    prices.filter(({ variantId, from }) => variantId === variant.id && from > 1).map(({ from }) => from),
  );
  let last = priceVariant(market, { ...variant, quantity: 1 }, lists, prices).amount;
  const found: { from: number; price: number }[] = [];
  for (const from of [...steps].sort((a, b) => a - b)) {
    const { amount } = priceVariant(market, { ...variant, quantity: from }, lists, prices);
    if (amount < last) found.push({ from, price: amount });
    last = Math.min(last, amount);
  }
  return found;
}

import type { MarketPricing } from "../markets/market-terms.ts";
import { decideUnitPrice } from "../totals/unit-price.ts";

/** A price of the store's, in a market; minor units of each one's currency. Throws `total_too_large`. */
export function marketPrice(market: MarketPricing, amount: number): number {
  return decideUnitPrice({
    base: { amount, currency: market.shopCurrency },
    market,
    fixed: null,
    sale: null,
    group: null,
    breaks: [],
    quantity: 1,
  }).amount;
}

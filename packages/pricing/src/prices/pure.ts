// What reckons prices without a database: for the merchant's page, which shows them as the market is written.
export type { MarketPricing } from "../markets/market-terms.ts";
export { marketPrice } from "./market-price.ts";

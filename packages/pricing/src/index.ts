export { createMarket, marketOf } from "./markets.ts";
export { putShippingRates, type RateRow, rateName, ratePrice, ratesFor } from "./shipping-rates.ts";
export { type Reason, type Totals, type TotalsInput, taxOf, totals, totalsVersion } from "./totals.ts";

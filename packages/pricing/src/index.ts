export { type Explained, explain, type Reason } from "./explain.ts";
export { createMarket, marketOf } from "./markets.ts";
export { putShippingRates, type RateRow, rateName, ratePrice, ratesFor } from "./shipping-rates.ts";
export type { LineTotals, Part, ShippingTotals, Totals } from "./totals/answer.ts";
export type { Discount, TaxRate, TotalsInput, TotalsLine } from "./totals/input.ts";
export { type RefundRequest, type RefundTotals, refund } from "./totals/refund.ts";
export { payByTenders, totals, totalsVersion } from "./totals/totals.ts";
export { type UnitPriceInput, unitPrice } from "./totals/unit-price.ts";
export type { AnswerV1, InputV1 } from "./version-1.ts";

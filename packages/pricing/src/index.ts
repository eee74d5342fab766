export { addCodes } from "./discounts/add-codes.ts";
export { automaticDiscounts, compiledDiscounts } from "./discounts/automatic.ts";
export { type CodeState, codeStates } from "./discounts/code-states.ts";
export { normaliseCode } from "./discounts/codes.ts";
export {
  type CompiledDiscount,
  compileDiscount,
  type DiscountedLine,
  type Membership,
} from "./discounts/compile.ts";
export { type CodeRow, type DiscountRow, discountJson } from "./discounts/discount-rows.ts";
export { draftDiscount } from "./discounts/draft-discount.ts";
export { deleteDiscount, endDiscount } from "./discounts/end-discount.ts";
export { giveBackUses } from "./discounts/give-back-uses.ts";
export {
  type Circumstances,
  type CustomerFacts,
  type Holding,
  type Judged,
  judgeDiscounts,
  nothingHolds,
  type WhyNot,
} from "./discounts/judge.ts";
export {
  type CodeItem,
  type DiscountItem,
  type DiscountState,
  getDiscount,
  listDiscounts,
} from "./discounts/list-discounts.ts";
export { createDiscount, updateDiscount } from "./discounts/save-discount.ts";
export type { DiscountInput, DiscountValue, Targets } from "./discounts/schemas.ts";
export { type Explained, explain, type Reason } from "./explain.ts";
export { createMarket } from "./markets/create-market.ts";
export { inverseRate } from "./markets/inverse-rate.ts";
export { listMarkets, type MarketView, readShopMarkets, type ShopMarket } from "./markets/list-markets.ts";
export { listPriceSamples, type PriceSample } from "./markets/list-price-samples.ts";
export { marketOf } from "./markets/market-of.ts";
export { countriesSold, firstCountry, marketOfCountry } from "./markets/market-of-country.ts";
export {
  convertsPrices,
  type MarketPricing,
  type MarketTerms,
  marketTerms,
  type OtherMarket,
  otherMarkets,
} from "./markets/market-terms.ts";
export { updateMarket } from "./markets/update-market.ts";
export {
  type PricedQuote,
  type PriceNode,
  type PriceSource,
  type PriceTree,
  priceTree,
} from "./price-tree.ts";
export {
  type CustomerGroupView,
  listCustomerGroups,
  putCustomerGroup,
  readGroupOf,
  removeCustomerGroup,
} from "./prices/customer-groups.ts";
export { getPriceList, listPriceLists, type PriceListView } from "./prices/list-price-lists.ts";
export { marketPrice } from "./prices/market-price.ts";
export { type ListPrice, listsInEffect, nextChange, type PriceList } from "./prices/price-list.ts";
export { priceVariant, quantityBreaks, type VariantPrice } from "./prices/price-variant.ts";
export { putPriceList, removePriceList } from "./prices/put-price-list.ts";
export { readListPrices, readListPricesOfProducts } from "./prices/read-list-prices.ts";
export { isMunicipality } from "./shipping/municipality.ts";
export { provinceCode } from "./shipping/places.ts";
export { orderShippingZones, putShippingZone, removeShippingZone } from "./shipping/put-zone.ts";
export { type NoOffer, type Offer, type Offers, offerPrice, ratesFor } from "./shipping/rates-for.ts";
export { listShippingZones, type MarketZones, type ZoneView, zonesOfMarket } from "./shipping/read-zones.ts";
export type { Destination, Parcel, ShippingTerms, Zone } from "./shipping/terms.ts";
export { putShippingRates } from "./shipping-rates.ts";
export { getTaxes, type TaxSettings } from "./taxes/get-taxes.ts";
export { presetOf, provincePresets } from "./taxes/presets.ts";
export { putCountryTaxes, putTaxSettings, removeCountryTaxes } from "./taxes/put-taxes.ts";
export { type CountriesRead, countryTaxes } from "./taxes/read-taxes.ts";
export { taxName } from "./taxes/tax-name.ts";
export { askTaxes, isAnswerTo, ownRates, type TaxQuestion, type TaxService } from "./taxes/tax-service.ts";
export { type TaxesOfCart, taxesFor, taxesOfCart } from "./taxes/taxes-for.ts";
export { baseClasses, type CountryTaxes, type Place, type PlaceRate, type TaxTerms } from "./taxes/terms.ts";
export type { LineTotals, Part, ShippingTotals, Totals } from "./totals/answer.ts";
export type { Discount, TaxRate, TotalsInput, TotalsLine } from "./totals/input.ts";
export { type RefundRequest, type RefundTotals, refund } from "./totals/refund.ts";
export { payByTenders, totals, totalsVersion } from "./totals/totals.ts";
export { type UnitPriceInput, unitPrice } from "./totals/unit-price.ts";
export type { AnswerV1, InputV1 } from "./version-1.ts";

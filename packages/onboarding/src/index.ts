export { checkHandle } from "./check-handle.ts";
export { countries, currencyOf, isTaxIncludedIn, languageOf, timezoneOf } from "./country-defaults.ts";
export type { Furniture } from "./furniture.ts";
export { openShop } from "./open-shop.ts";

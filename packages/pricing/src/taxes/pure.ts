// What reckons taxes without a database: for the merchant's page, which tries an address as it is typed.
export { arePostcodes } from "./place.ts";
export { presetOf, provincePresets } from "./presets.ts";
export { taxName } from "./tax-name.ts";
export type { CountryTaxes, PlaceRate, TaxTerms } from "./terms.ts";
export { type TriedTaxes, tryTaxes } from "./try-taxes.ts";

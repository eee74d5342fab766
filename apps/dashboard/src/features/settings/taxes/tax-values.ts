import type { CountryTaxesInput } from "@hutong/pricing/schemas";
import { arePostcodes, type CountryTaxes, type PlaceRate } from "@hutong/pricing/taxes";

/** A rate as it stands in the form, in texts. */
export interface RateValues {
  name: string;
  taxClass: string;
  province: string;
  city: string;
  postcodes: string;
  /** "9.975" */
  percent: string;
}

export interface CountryValues {
  isIncluded: "yes" | "no";
  rounding: "line" | "order";
  shipping: "none" | "as-goods" | "class";
  shippingClass: string;
  rates: RateValues[];
}

/** Basis points as people write percent: 997.5 is "9.975". */
export function percentOf(basisPoints: number): string {
  return String(Math.round(basisPoints * 100) / 10_000);
}

/** Reads a percentage ("9,975 %" too) to a hundredth of a basis point; null for what is none or above 100. */
export function readPercent(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/[\s%]/g, "").replace(",", ".");
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) return null;
  const basisPoints = Math.round(Number(plain) * 10_000) / 100;
  return basisPoints <= 10_000 ? basisPoints : null;
}

export function rateValues({ basisPoints, ...rate }: PlaceRate): RateValues {
  return { ...rate, percent: percentOf(basisPoints) };
}

export function countryValues(taxes: CountryTaxes): CountryValues {
  return {
    isIncluded: taxes.isIncluded ? "yes" : "no",
    rounding: taxes.rounding,
    shipping: taxes.shipping,
    shippingClass: taxes.shippingClass ?? "standard",
    rates: taxes.rates.map(rateValues),
  };
}

/** What is wrong with a rate, by field: stable codes. */
export function faultsOf(rate: RateValues): Partial<Record<keyof RateValues, string>> {
  return {
    ...(rate.name.trim() === "" ? { name: "tax_name_missing" } : {}),
    ...(readPercent(rate.percent) === null ? { percent: "percent_invalid" } : {}),
    ...(arePostcodes(rate.postcodes) ? {} : { postcodes: "postcodes_invalid" }),
  };
}

function rateOf({ percent, ...rate }: RateValues): PlaceRate {
  return { ...rate, name: rate.name.trim(), basisPoints: readPercent(percent) ?? 0 };
}

/** The form as the taxes of a country; call it with values that were judged, or to try them: what cannot be read is left out. */
export function taxesOf(values: CountryValues): CountryTaxes {
  return {
    isIncluded: values.isIncluded === "yes",
    rounding: values.rounding,
    shipping: values.shipping,
    shippingClass: values.shipping === "class" ? values.shippingClass : null,
    rates: values.rates.filter((rate) => Object.keys(faultsOf(rate)).length === 0).map(rateOf),
  };
}

export function inputOf(country: string, values: CountryValues): CountryTaxesInput {
  const taxes = taxesOf(values);
  return { country, ...taxes, rates: [...taxes.rates] };
}

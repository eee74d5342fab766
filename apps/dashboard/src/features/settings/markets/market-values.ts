import { minorUnits } from "@hutong/kernel";
import type { MarketView } from "@hutong/pricing";
import type { MarketPricing } from "@hutong/pricing/prices";

/** A market as it stands in the form, in texts. */
export interface MarketValues {
  names: Record<string, string>;
  countries: string[];
  currency: string;
  rate: string;
  /** "5" or "-2.5" */
  percent: string;
  /** "100 1": prices are rounded to 100 minor units, less 1. */
  rounding: string;
  locales: string[];
  isIncluded: "yes" | "no";
  taxPercent: string;
  isOpen: boolean;
}

/** Basis points as people write percent: -250 is "-2.5". */
export const percentOf = (basisPoints: number): string => String(basisPoints / 100);

/** Reads a percentage with its sign ("−2,5 %" too) to basis points; null for what is none. */
export function readPercent(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/[−–]/g, "-").replace(/[\s%]/g, "").replace(",", ".");
  if (!/^[+-]?\d{1,4}(\.\d{1,2})?$/.test(plain)) return null;
  const basisPoints = Math.round(Number(plain) * 100);
  return basisPoints >= -10_000 && basisPoints <= 100_000 ? basisPoints : null;
}

/** Ways of rounding that make sense in a currency, as [step, under] in minor units; the one that is kept is among them. */
export function roundingsOf(currency: string, kept?: string): [step: number, under: number][] {
  const unit = 10 ** minorUnits(currency);
  const whole = unit === 1 ? 10 : unit;
  const found: [number, number][] = [
    [1, 0],
    ...(unit === 1 ? [] : ([[unit / 10, 0]] as [number, number][])),
    [whole, 0],
    [whole, 1],
    [whole * 10, 0],
    [whole * 10, 1],
  ];
  const own = kept?.split(" ").map(Number) as [number, number] | undefined;
  return !own || found.some(([step, under]) => step === own[0] && under === own[1]) ? found : [...found, own];
}

/** The form of a market; of a new one where there is none yet. */
export function valuesOf(
  market: MarketView | null,
  store: { readonly currency: string; readonly locales: readonly string[] },
): MarketValues {
  const names = Object.fromEntries(store.locales.map((tag) => [tag, market?.name[tag] ?? ""]));
  if (!market) {
    return {
      names,
      countries: [],
      currency: store.currency,
      rate: "1",
      percent: "0",
      rounding: "1 0",
      locales: [],
      isIncluded: "yes",
      taxPercent: "0",
      isOpen: true,
    };
  }
  return {
    names,
    countries: [...market.countries],
    currency: market.currency,
    rate: market.rate,
    percent: percentOf(market.adjustment),
    rounding: `${market.step} ${market.under}`,
    locales: [...market.locales],
    isIncluded: market.isTaxIncluded ? "yes" : "no",
    taxPercent: percentOf(market.taxBasisPoints),
    isOpen: market.isOpen,
  };
}

const rateText = /^\d{1,9}([.,]\d{1,12})?$/;

/** How prices come about by the form as it stands; null while something in it is no number. */
export function pricingOf(values: MarketValues, shopCurrency: string): MarketPricing | null {
  const adjustment = readPercent(values.percent);
  const rate = values.rate.normalize("NFKC").trim().replace(",", ".");
  const [step = 1, under = 0] = values.rounding.split(" ").map(Number);
  if (adjustment === null || !rateText.test(rate) || Number(rate) === 0) return null;
  const { currency } = values;
  return { currency, shopCurrency, rate: currency === shopCurrency ? "1" : rate, adjustment, step, under };
}

/** What a form sends; the fields at fault where it cannot be sent. */
export function inputOf(values: MarketValues, shopCurrency: string) {
  const pricing = pricingOf(values, shopCurrency);
  const tax = readPercent(values.taxPercent);
  const faults: Record<string, string> = {};
  if (readPercent(values.percent) === null) faults.percent = "percent_invalid";
  else if (!pricing) faults.rate = "rate_ill_formed";
  if (tax === null || tax < 0 || tax > 10_000) faults.taxPercent = "percent_invalid";
  if (!pricing || Object.keys(faults).length > 0) return { faults };
  const { rate, adjustment, step, under } = pricing;
  const { names, countries, locales, isIncluded } = values;
  return {
    input: {
      ...{ name: names, countries, locales, rate, adjustment, step, under },
      isTaxIncluded: isIncluded === "yes",
      taxBasisPoints: tax!,
    },
  };
}

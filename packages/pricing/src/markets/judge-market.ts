import { AppError, cleanText, isCurrency } from "@hutong/kernel";
import type { z } from "zod";
import { decimalOf } from "../totals/whole.ts";
import type { MarketInput } from "./schemas.ts";

type Given = Omit<z.output<typeof MarketInput>, "handle">;

/** What a market is judged among. */
export interface Neighbours {
  readonly shopCurrency: string;
  readonly shopLocales: readonly string[];
  readonly isPrimary: boolean;
  /** Countries of the other open markets. */
  readonly taken: readonly string[];
}

const rateText = /^\d{1,9}(\.\d{1,12})?$/;

/** A rate as it may be kept: "7,1825" and "07.1825000" are "7.1825"; null for what is no rate above 0. */
function plainRate(text: string): string | null {
  const typed = text.normalize("NFKC").replace(",", ".").trim();
  if (!rateText.test(typed)) return null;
  const [whole = "0", fraction = ""] = typed.split(".");
  const decimals = fraction.replace(/0+$/, "");
  const plain = `${BigInt(whole)}${decimals && `.${decimals}`}`;
  return decimalOf(plain).numerator === 0n ? null : plain;
}

function names(given: Given["name"]): Record<string, string> {
  const texts = Object.entries(given).map(([locale, text]) => [locale, cleanText(text)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ""));
}

function judgePrices(given: Given, rate: string | null, by: Neighbours, faults: Record<string, string>) {
  if (rate === null) faults.rate = "rate_ill_formed";
  else if (given.currency === by.shopCurrency && rate !== "1") faults.rate = "rate_own_currency";
  if (given.under >= given.step) faults.under = "under_too_large";
  const isPlain = rate === "1" && given.adjustment === 0 && given.step === 1;
  // Everything else is reckoned from its prices.
  if (by.isPrimary && (given.currency !== by.shopCurrency || !isPlain)) faults.rate = "primary_is_plain";
}

/**
 * A market as it may be kept, its texts cleaned and its rate in one form. Throws `market_invalid` with `fields`: `name_missing`,
 * `countries_missing`, `country_taken`, `currency_unknown`, `rate_ill_formed`, `rate_own_currency`, `primary_is_plain`,
 * `under_too_large` or `language_unknown`.
 */
export function judgeMarket<Market extends Given>(given: Market, by: Neighbours): Market {
  const faults: Record<string, string> = {};
  const name = names(given.name);
  const rate = plainRate(given.rate);
  const countries = [...new Set(given.countries)];
  if (!by.isPrimary && Object.keys(name).length === 0) faults.name = "name_missing";
  if (countries.length === 0) faults.countries = "countries_missing";
  else if (countries.some((one) => by.taken.includes(one))) faults.countries = "country_taken";
  if (!isCurrency(given.currency)) faults.currency = "currency_unknown";
  else judgePrices(given, rate, by, faults);
  if (!by.isPrimary && given.locales.some((one) => !by.shopLocales.includes(one)))
    faults.locales = "language_unknown";
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "market_invalid", { fields: faults });
  return { ...given, name, rate: rate!, countries, locales: [...new Set(given.locales)] };
}

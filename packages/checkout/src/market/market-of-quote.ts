import type { FrozenQuote } from "@hutong/orders";
import {
  countriesSold,
  firstCountry,
  inverseRate,
  type MarketTerms,
  type TotalsInput,
} from "@hutong/pricing";
import type { HeadRow } from "../read-checkout.ts";
import type { SellingTerms } from "../terms/selling-terms.ts";

/** What a totals' input says of the shop's currency (docs/totals.md, section 9). */
export function shopOf({ currency, shopCurrency, rate }: MarketTerms): TotalsInput["shop"] {
  return { currency: shopCurrency, rate: currency === shopCurrency ? "1" : inverseRate(rate) };
}

/** What a quote keeps of its market; nothing where that is the primary one. */
export function marketOfQuote({ id, isPrimary }: MarketTerms): Pick<FrozenQuote, "marketId"> {
  return isPrimary ? {} : { marketId: id };
}

/** Whether a quote was made in the market of these terms. */
export function isOfMarket({ marketId }: FrozenQuote, { market }: SellingTerms): boolean {
  return marketId === marketOfQuote(market).marketId;
}

/** The country that a customer is taken to be in before they say. */
export function countryOf({ terms, country }: Pick<HeadRow, "terms" | "country">): string {
  return terms.others.length === 0 ? country : firstCountry(terms.market, terms.others, country);
}

/** Where the store's other markets send to. */
export function countriesElsewhere({ others }: SellingTerms): string[] {
  return others.flatMap(countriesSold);
}

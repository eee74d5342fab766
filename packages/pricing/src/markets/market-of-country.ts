import type { OtherMarket } from "./market-terms.ts";

type Known = Pick<OtherMarket, "id" | "countries">;

/**
 * The market in which an order to a country is sold, of the one that its customer is in and the others: the one that names the
 * country, else one that is for everywhere else; of several the customer's own, then the earlier. Nobody's country leaves
 * the customer where they are. Pure.
 */
export function marketOfCountry(own: Known, others: readonly Known[], country: string): string {
  const all = [own, ...others];
  const found =
    all.find(({ countries }) => countries.includes(country)) ??
    all.find(({ countries }) => countries.includes("*"));
  return found?.id ?? own.id;
}

/** Where another market sends to, of the countries that it is for; "*" where that is everywhere. */
export function countriesSold({ countries, sends }: Pick<OtherMarket, "countries" | "sends">): string[] {
  if (sends.includes("*")) return [...countries];
  return countries.includes("*") ? [...sends] : sends.filter((one) => countries.includes(one));
}

/** The country that a customer of a market is taken to be in before they say: the store's own, or the market's first. */
export function firstCountry(
  { countries }: Pick<OtherMarket, "countries">,
  others: readonly Known[],
  storeCountry: string,
): string {
  if (countries.includes(storeCountry)) return storeCountry;
  const isOthers = others.some((one) => one.countries.includes(storeCountry));
  if (countries.includes("*") && !isOthers) return storeCountry;
  return countries.find((one) => one !== "*") ?? storeCountry;
}

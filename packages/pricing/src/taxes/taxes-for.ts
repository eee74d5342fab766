import type { TaxRate, TotalsInput } from "../totals/input.ts";
import { specificity } from "./place.ts";
import type { CountryTaxes, Place, PlaceRate, TaxTerms } from "./terms.ts";

/** A tax of goods at a place: what it is called (empty for the market's own), its rate, and the row that it comes of. */
export interface NamedRate extends TaxRate {
  readonly name: string;
  readonly from: PlaceRate | null;
}

/** The id by which a tax stands in totals: the same name and rate are the same tax, whatever row it comes of. */
const idOf = ({ name, basisPoints }: PlaceRate) => `${name}@${basisPoints}`;

function mostSpecific(rates: readonly PlaceRate[], place: Place): PlaceRate | null {
  let best: { rate: PlaceRate; closeness: number } | null = null;
  for (const rate of rates) {
    const closeness = specificity(rate, place);
    if (closeness !== null && (best === null || closeness > best.closeness)) best = { rate, closeness };
  }
  return best?.rate ?? null;
}

/**
 * The taxes of one class of goods at a place, in the merchant's order of names: of each name the most specific rate of
 * the class, or of the standard one where the class has none there; of equally specific ones the first. Nothing for the
 * class "zero", nor for rates of 0. Where the country has no rates of its own it is the market's, by the id "tax".
 */
export function taxesFor(terms: TaxTerms, place: Place, taxClass: string): NamedRate[] {
  if (taxClass === "zero") return [];
  const country = countryOf(terms, place);
  if (!country) {
    const { basisPoints } = terms.elsewhere;
    return basisPoints > 0 ? [{ id: "tax", name: "", basisPoints, from: null }] : [];
  }
  const names = [...new Set(country.rates.map(({ name }) => name))];
  return names.flatMap((name) => {
    const named = country.rates.filter((rate) => rate.name === name);
    const of = (one: string) =>
      mostSpecific(
        named.filter((rate) => rate.taxClass === one),
        place,
      );
    const rate = of(taxClass) ?? of("standard");
    return rate && rate.basisPoints > 0
      ? [{ id: idOf(rate), name, basisPoints: rate.basisPoints, from: rate }]
      : [];
  });
}

function countryOf(terms: TaxTerms, place: Place): CountryTaxes | null {
  return terms.countries[place.country] ?? null;
}

/** What totals need to know of taxes, and what each tax is called. */
export interface TaxesOfCart {
  readonly tax: TotalsInput["tax"];
  /** In the order of the classes that were asked for. */
  readonly lines: readonly (readonly TaxRate[])[];
  readonly shipping: "as-goods" | readonly TaxRate[];
  /** By the tax's id. */
  readonly names: Readonly<Record<string, string>>;
}

const rateOf = ({ id, basisPoints }: NamedRate): TaxRate => ({ id, basisPoints });

function shippingOf(terms: TaxTerms, place: Place): "as-goods" | readonly NamedRate[] {
  const country = countryOf(terms, place);
  if (!country) return taxesFor(terms, place, "standard");
  if (country.shipping === "as-goods") return "as-goods";
  return country.shipping === "none" ? [] : taxesFor(terms, place, country.shippingClass ?? "standard");
}

/**
 * The taxes of a cart at a place. Prices that include tax keep their amount wherever they go; only what is inside
 * changes. Who is exempt gets it taken out (`removed`), or not put on.
 */
export function taxesOfCart(
  terms: TaxTerms,
  place: Place,
  cart: { readonly classes: readonly string[]; readonly isExempt?: boolean },
): TaxesOfCart {
  const country = countryOf(terms, place);
  const isIncluded = country?.isIncluded ?? terms.elsewhere.isIncluded;
  const rounding = country?.rounding ?? "order";
  if (cart.isExempt && !isIncluded)
    return { tax: { mode: "added", rounding }, lines: cart.classes.map(() => []), shipping: [], names: {} };
  const byClass = new Map(
    [...new Set(cart.classes)].map((taxClass) => [taxClass, taxesFor(terms, place, taxClass)]),
  );
  const shipping = shippingOf(terms, place);
  const named = [...byClass.values(), shipping === "as-goods" ? [] : shipping].flat();
  return {
    tax: { mode: isIncluded ? (cart.isExempt ? "removed" : "included") : "added", rounding },
    lines: cart.classes.map((taxClass) => byClass.get(taxClass)!.map(rateOf)),
    shipping: shipping === "as-goods" ? shipping : shipping.map(rateOf),
    names: Object.fromEntries(named.filter(({ name }) => name !== "").map(({ id, name }) => [id, name])),
  };
}

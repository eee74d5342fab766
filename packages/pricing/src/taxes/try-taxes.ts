import { totals, totalsVersion } from "../totals/totals.ts";
import { TryTaxesInput } from "./schemas.ts";
import { taxesFor, taxesOfCart } from "./taxes-for.ts";
import type { PlaceRate, TaxTerms } from "./terms.ts";

/** A tax that a product would have somewhere, with the row that it comes of; null for the market's own rate. */
export interface TriedTax {
  readonly name: string;
  readonly basisPoints: number;
  /** Minor units. */
  readonly amount: number;
  readonly from: PlaceRate | null;
}

export interface TriedTaxes {
  readonly price: number;
  readonly mode: "included" | "added" | "removed";
  /** Whether the country has rates of its own, so that the market's does not hold. */
  readonly hasCountry: boolean;
  readonly taxes: readonly TriedTax[];
  readonly total: number;
}

/** What a product of one class at `price` minor units would be taxed at an address, by the same function as a checkout. */
export function tryTaxes(terms: TaxTerms, input: TryTaxesInput, price: number, currency: string): TriedTaxes {
  const { taxClass, ...place } = TryTaxesInput.parse(input);
  const { tax, lines } = taxesOfCart(terms, place, { classes: [taxClass] });
  const answer = totals({
    version: totalsVersion,
    currency,
    shop: { currency, rate: "1" },
    tax,
    lines: [{ id: "one", quantity: 1, unitPrice: price, taxes: lines[0]! }],
    shipping: null,
    discounts: [],
    tenders: [],
  });
  const amounts = new Map(answer.lines[0]!.taxes.map(({ id, amount }) => [id, amount]));
  return {
    price,
    mode: tax.mode,
    hasCountry: terms.countries[place.country] !== undefined,
    taxes: taxesFor(terms, place, taxClass).map(({ id, name, basisPoints, from }) => ({
      name,
      basisPoints,
      amount: amounts.get(id) ?? 0,
      from,
    })),
    total: answer.total,
  };
}

/** A tax at a place as it is judged; what is empty of the place is everywhere in what is around it. */
export interface PlaceRate {
  /** Of the rates of one name the most specific holds. */
  readonly name: string;
  readonly taxClass: string;
  /** A code, or a name in Latin or Chinese letters. */
  readonly province: string;
  readonly city: string;
  /** "90210, 902*, 90001..90099". */
  readonly postcodes: string;
  /** Hundredths of a percent, with two decimals at most: 997.5 is 9.975 %. */
  readonly basisPoints: number;
}

/** How a country wants its taxes, and its rates in the merchant's order. */
export interface CountryTaxes {
  readonly isIncluded: boolean;
  readonly rounding: "line" | "order";
  readonly shipping: "none" | "as-goods" | "class";
  readonly shippingClass: string | null;
  readonly rates: readonly PlaceRate[];
}

/** What a market taxes by. */
export interface TaxTerms {
  /** By ISO 3166-1 code. */
  readonly countries: Readonly<Record<string, CountryTaxes>>;
  /** Where none of these is: the market's own rate, 0 for none. */
  readonly elsewhere: { readonly isIncluded: boolean; readonly basisPoints: number };
}

/** Where something goes, as its address has it; all but the country may be unknown (""). */
export interface Place {
  readonly country: string;
  readonly province: string;
  readonly city: string;
  readonly postcode: string;
}

/** Classes that every store has; "zero" is never taxed. */
export const baseClasses = ["standard", "reduced", "zero"] as const;

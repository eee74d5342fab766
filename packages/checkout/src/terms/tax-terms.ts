import type { CountriesRead, Place, TaxTerms } from "@hutong/pricing";

/** What terms of selling have of taxes. */
interface Taxing {
  readonly is_tax_included: boolean;
  /** Hundredths of a percent, where no country has taxes of its own. */
  readonly tax_basis_points: number;
  readonly tax_countries: CountriesRead;
}

/** The part of the terms that says how carts are taxed. */
export function taxTerms({ is_tax_included, tax_basis_points, tax_countries }: Taxing): TaxTerms {
  return {
    countries: tax_countries,
    elsewhere: { isIncluded: is_tax_included, basisPoints: tax_basis_points },
  };
}

/** Whether what comes on top at a place cannot be known before more of the address is. */
export function awaitsPlace({ tax_countries }: Taxing, place: Place): boolean {
  const country = tax_countries[place.country];
  if (!country || country.isIncluded || place.province || place.city || place.postcode) return false;
  return country.rates.some((rate) => rate.province || rate.city || rate.postcodes);
}

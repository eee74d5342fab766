import type { CountriesRead, TaxTerms } from "@hutong/pricing";

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

import { authorize, type StoreContext, sql } from "@hutong/db";
import { marketOf } from "../markets/market-of.ts";
import { type CountriesRead, countryTaxes } from "./read-taxes.ts";

/** A market's taxes as the merchant sets them. */
export interface TaxSettings {
  readonly currency: string;
  /** The store's own country. */
  readonly country: string;
  readonly isTaxIncluded: boolean;
  readonly taxBasisPoints: number;
  readonly invoices: "by-country" | "on" | "off";
  readonly classes: readonly { readonly handle: string; readonly name: string }[];
  readonly countries: CountriesRead;
}

/** The taxes of the context's market. One statement. */
export async function getTaxes(ctx: StoreContext): Promise<TaxSettings> {
  authorize(ctx, "pricing.getTaxes");
  const [[row]] = await ctx.read(sql<TaxSettings>`
    select m.currency, s.country, m.is_tax_included as "isTaxIncluded", m.tax_basis_points as "taxBasisPoints", m.invoices,
      (select coalesce(jsonb_agg(jsonb_build_object('handle', k.handle, 'name', k.name) order by k.position), '[]'::jsonb)
        from tax_classes k where k.store_id = m.store_id) as classes,
      ${countryTaxes} as countries
    from markets m join stores s on s.store_id = m.store_id where ${marketOf(ctx)}`);
  return row!;
}

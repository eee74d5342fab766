import { fragment } from "@hutong/db";
import type { CountryTaxes } from "./terms.ts";

/** A market's countries with taxes of their own, as the terms of selling read them: an expression where `m` is the market. */
export const countryTaxes: object = fragment`(select coalesce(jsonb_object_agg(c.country, jsonb_build_object(
      'isIncluded', c.is_included, 'rounding', c.rounding, 'shipping', c.shipping, 'shippingClass', c.shipping_class,
      'rates', (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'taxClass', t.tax_class, 'province', t.province,
          'city', t.city, 'postcodes', t.postcodes, 'basisPoints', t.basis_points) order by t.position), '[]'::jsonb)
        from tax_rates t where t.store_id = c.store_id and t.market_id = c.market_id and t.country = c.country))), '{}'::jsonb)
    from tax_countries c where c.store_id = m.store_id and c.market_id = m.id)`;

/** What `countryTaxes` answers, by ISO 3166-1 code. */
export type CountriesRead = Readonly<Record<string, CountryTaxes>>;

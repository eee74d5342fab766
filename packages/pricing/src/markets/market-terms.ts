import { fragment } from "@hutong/db";
import { type PriceList, priceListsOfMarket } from "../prices/price-list.ts";

/** What makes a price of the store's a market's (docs/totals.md, section 2). */
export interface MarketPricing {
  readonly currency: string;
  /** The store's own. */
  readonly shopCurrency: string;
  /** Market units for one shop unit, as a decimal text. */
  readonly rate: string;
  /** Hundredths of a percent, signed. */
  readonly adjustment: number;
  readonly step: number;
  readonly under: number;
}

/** A market as those who sell in it know it. */
export interface MarketTerms extends MarketPricing {
  readonly id: string;
  readonly handle: string;
  readonly name: Readonly<Record<string, string>>;
  readonly isPrimary: boolean;
  readonly countries: readonly string[];
  readonly locales: readonly string[];
  /** Its price lists that have not ended, in the merchant's order. */
  readonly lists: readonly PriceList[];
}

/** `MarketTerms` as JSON: a column of a statement over markets `m` and stores `s`. */
export const marketTerms: object = fragment`jsonb_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'isPrimary', m.is_primary,
      'currency', m.currency, 'shopCurrency', s.currency, 'rate', m.rate, 'adjustment', m.adjustment, 'step', m.step, 'under', m.under,
      'countries', m.countries, 'locales', m.locales,
      'lists', ${priceListsOfMarket})`;

/** Another market of the store: where an order to one of its countries is sold. */
export interface OtherMarket {
  readonly id: string;
  readonly isPrimary: boolean;
  readonly countries: readonly string[];
  /** Countries that its zones name, of those that it is for. */
  readonly sends: readonly string[];
}

/** The other open markets of a store as JSON (`OtherMarket[]`), the primary one first: a column over markets `m`. */
export const otherMarkets: object = fragment`(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'isPrimary', o.is_primary,
        'countries', o.countries, 'sends', (select coalesce(jsonb_agg(distinct p->>'country'), '[]'::jsonb)
          from shipping_zones z cross join lateral jsonb_array_elements(z.places) p
          where z.store_id = o.store_id and z.market_id = o.id
            and exists (select 1 from shipping_rates r where r.store_id = z.store_id and r.zone_id = z.id)))
      order by o.is_primary desc, o.handle), '[]'::jsonb)
    from markets o where o.store_id = m.store_id and o.id <> m.id and o.is_open)`;

/** Whether its prices are others than those the store writes. */
export function convertsPrices(market: Omit<MarketTerms, "countries" | "locales">): boolean {
  const { currency, shopCurrency, rate, adjustment, step, lists } = market;
  return currency !== shopCurrency || rate !== "1" || adjustment !== 0 || step !== 1 || lists.length > 0;
}

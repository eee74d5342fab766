import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import { type DeliveryPromise, deliveryPromise } from "../shipping/delivery-promise.ts";
import { zonesOfMarket } from "../shipping/read-zones.ts";
import type { Zone } from "../shipping/terms.ts";
import { type MarketTerms, marketTerms } from "./market-terms.ts";

/** A market as its visitors see it. */
export interface ShopMarket extends MarketTerms {
  /** To the store's own country where the market has it, else to the market's first. */
  readonly delivery: DeliveryPromise | null;
}

/** A market as its merchant sees it. */
export interface MarketView extends MarketTerms {
  readonly isOpen: boolean;
  readonly isTaxIncluded: boolean;
  /** Hundredths of a percent. */
  readonly taxBasisPoints: number;
  /** Whether anything is sent by it: a zone of its own has a rate. */
  readonly sends: boolean;
}

type Row = Omit<MarketView, keyof MarketTerms> & { readonly terms: MarketTerms };

/** All markets of a store, the primary one first. */
export async function listMarkets(ctx: StoreContext): Promise<MarketView[]> {
  authorize(ctx, "pricing.listMarkets");
  const [rows] = await ctx.read(sql<Row>`
    select ${marketTerms} as terms, m.is_open as "isOpen", m.is_tax_included as "isTaxIncluded", m.tax_basis_points as "taxBasisPoints",
      exists (select 1 from shipping_zones z join shipping_rates r on r.store_id = z.store_id and r.zone_id = z.id
        where z.store_id = m.store_id and z.market_id = m.id) as sends
    from markets m join stores s on s.store_id = m.store_id where m.store_id = ${ctx.storeId}
    order by m.is_primary desc, m.is_open desc, m.handle`);
  return rows.map(({ terms, ...rest }) => ({ ...terms, ...rest }));
}

/** The markets that a visitor can choose from, the primary one first, to be read in a burst with others: one statement. */
export function readShopMarkets(ctx: StoreContext): Reading<ShopMarket[]> {
  authorize(ctx, "pricing.listShopMarkets");
  return reading(
    sql<{ terms: MarketTerms; country: string; zones: Zone[] }>`
    select ${marketTerms} as terms, s.country, ${zonesOfMarket()} as zones from markets m join stores s on s.store_id = m.store_id
    where m.store_id = ${ctx.storeId} and m.is_open order by m.is_primary desc, m.handle`,
    (rows) =>
      rows.map(({ terms, country, zones }) => {
        const { isPrimary, countries } = terms;
        const home = isPrimary || countries.includes(country) ? country : countries[0];
        return { ...terms, delivery: home === undefined ? null : deliveryPromise(zones, home) };
      }),
  );
}

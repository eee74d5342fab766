import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import type { Zone } from "./terms.ts";

/** The zones of a market `m` with their rates as JSON (`Zone[]`), in the merchant's order: a column of a statement. */
export function zonesOfMarket(): object {
  return fragment`(select coalesce(jsonb_agg(jsonb_build_object('id', z.id, 'kind', z.kind, 'places', z.places, 'surcharges', z.surcharges,
      'rates', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'charge', r.charge, 'freeAbove', r.free_above,
          'minimum', r.minimum, 'minDays', r.min_days, 'maxDays', r.max_days) order by r.position), '[]'::jsonb)
        from shipping_rates r where r.store_id = z.store_id and r.zone_id = z.id)) order by z.position), '[]'::jsonb)
    from shipping_zones z where z.store_id = m.store_id and z.market_id = m.id)`;
}

/** A zone as its merchant sees it. */
export interface ZoneView extends Zone {
  readonly name: string;
}

/** A market with its zones. Amounts are minor units of `currency`. */
export interface MarketZones {
  readonly id: string;
  readonly handle: string;
  readonly currency: string;
  readonly isPrimary: boolean;
  readonly countries: readonly string[];
  readonly zones: readonly ZoneView[];
}

type MarketRow = Omit<MarketZones, "zones"> & {
  readonly zones: readonly Zone[];
  readonly names: Readonly<Record<string, string>>;
};

/** Every market of a store with its zones and rates, the primary one first. */
export async function listShippingZones(ctx: StoreContext): Promise<MarketZones[]> {
  authorize(ctx, "pricing.listShippingZones");
  const [rows] = await ctx.read(sql<MarketRow>`
    select m.id, m.handle, m.currency, m.is_primary as "isPrimary", m.countries, ${zonesOfMarket()} as zones,
      (select coalesce(jsonb_object_agg(z.id, z.name), '{}'::jsonb) from shipping_zones z
        where z.store_id = m.store_id and z.market_id = m.id) as names
    from markets m where m.store_id = ${ctx.storeId} order by m.is_primary desc, m.handle`);
  return rows.map(({ names, zones, ...market }) => ({
    ...market,
    zones: zones.map((zone) => ({ ...zone, name: names[zone.id] ?? "" })),
  }));
}

import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, text, unique } from "drizzle-orm/pg-core";
import { amount, idOf, storeTable } from "./store-table.ts";

export const markets = storeTable(
  "markets",
  {
    id: idOf<"market">("id").notNull(),
    handle: text("handle").notNull(),
    /** By language; empty for the one that a store begins with. */
    name: jsonb("name").$type<Record<string, string>>().notNull().default({}),
    countries: jsonb("countries").$type<string[]>().notNull(),
    currency: text("currency").notNull(),
    /** How its prices come about (docs/totals.md, section 2): market units for one shop unit as a decimal text, ... */
    rate: text("rate").notNull().default("1"),
    /** ... hundredths of a percent, signed, what they are rounded to, and what is taken off then. */
    adjustment: integer("adjustment").notNull().default(0),
    step: amount("step").notNull().default(1),
    under: amount("under").notNull().default(0),
    /** A closed market is visited by nobody; what was begun in it is finished in it. */
    isOpen: boolean("is_open").notNull().default(true),
    locales: jsonb("locales").$type<string[]>().notNull(),
    isPrimary: boolean("is_primary").notNull(),
    isTaxIncluded: boolean("is_tax_included").notNull(),
    /** The rate where no country of its own says another (`tax_countries`). */
    taxBasisPoints: integer("tax_basis_points").notNull(),
    /** Whether customers may ask for a 发票; "by-country": where the store is in China. */
    invoices: text("invoices").$type<"by-country" | "on" | "off">().notNull().default("by-country"),
  },
  ["id"],
  (t) => [
    unique("markets_handle").on(t.storeId, t.handle),
    check("markets_invoices", sql`invoices in ('by-country', 'on', 'off')`),
    check(
      "markets_prices",
      sql`rate ~ '^[0-9]{1,9}([.][0-9]{1,12})?$' and adjustment between -10000 and 100000 and under >= 0 and under < step`,
    ),
  ],
);

/** Places that share rates. Only `shipping` zones compete: the most special one is taken. */
export const shippingZones = storeTable(
  "shipping_zones",
  {
    id: idOf<"shipping-zone">("id").notNull(),
    marketId: idOf<"market">("market_id").notNull(),
    /** For the merchant's own eyes. */
    name: text("name").notNull(),
    kind: text("kind").$type<"shipping" | "local">().notNull(),
    /** `Place[]` and `Surcharge[]` of packages/pricing/src/shipping/terms.ts. */
    places: jsonb("places").$type<object[]>().notNull(),
    surcharges: jsonb("surcharges").$type<object[]>().notNull(),
    position: integer("position").notNull(),
  },
  ["id"],
  (t) => [
    index("shipping_zones_market").on(t.storeId, t.marketId),
    check("shipping_zones_kind", sql`kind in ('shipping', 'local')`),
  ],
);

export const shippingRates = storeTable(
  "shipping_rates",
  {
    id: idOf<"shipping-rate">("id").notNull(),
    zoneId: idOf<"shipping-zone">("zone_id").notNull(),
    name: jsonb("name").$type<Record<string, string>>().notNull(),
    /** `Charge` of packages/pricing/src/shipping/terms.ts. */
    charge: jsonb("charge").$type<object>().notNull(),
    freeAbove: amount("free_above"),
    minimum: amount("minimum"),
    minDays: integer("min_days").notNull(),
    maxDays: integer("max_days").notNull(),
    position: integer("position").notNull(),
  },
  ["id"],
  (t) => [
    index("shipping_rates_zone").on(t.storeId, t.zoneId),
    check(
      "shipping_rates_sums",
      sql`(free_above is null or free_above >= 0) and (minimum is null or minimum >= 0)`,
    ),
  ],
);

import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, text, unique } from "drizzle-orm/pg-core";
import { amount, idOf, storeTable } from "./store-table.ts";

export const markets = storeTable(
  "markets",
  {
    id: idOf<"market">("id").notNull(),
    handle: text("handle").notNull(),
    countries: jsonb("countries").$type<string[]>().notNull(),
    currency: text("currency").notNull(),
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
  ],
);

export const shippingRates = storeTable(
  "shipping_rates",
  {
    id: idOf<"shipping-rate">("id").notNull(),
    marketId: idOf<"market">("market_id").notNull(),
    name: jsonb("name").$type<Record<string, string>>().notNull(),
    countries: jsonb("countries").$type<string[]>().notNull(),
    price: amount("price").notNull(),
    freeAbove: amount("free_above"),
    minDays: integer("min_days").notNull(),
    maxDays: integer("max_days").notNull(),
    position: integer("position").notNull(),
  },
  ["id"],
  () => [check("shipping_rates_price", sql`price >= 0 and (free_above is null or free_above >= 0)`)],
);

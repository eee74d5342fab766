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
    taxBasisPoints: integer("tax_basis_points").notNull(),
  },
  ["id"],
  (t) => [unique("markets_handle").on(t.storeId, t.handle)],
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

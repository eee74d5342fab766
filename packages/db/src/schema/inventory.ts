import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, text } from "drizzle-orm/pg-core";
import type { Address } from "./customers.ts";
import { idOf, instant, storeTable } from "./store-table.ts";

export const locations = storeTable(
  "locations",
  {
    id: idOf<"location">("id").notNull(),
    name: text("name").notNull(),
    isDefault: boolean("is_default").notNull(),
    /** Whether customers may fetch their orders here. */
    isPickup: boolean("is_pickup").notNull().default(false),
    /** Where it is; null until somebody says so. */
    address: jsonb("address").$type<Address>(),
    /** When it is open, in the merchant's words by language. */
    hours: jsonb("hours").$type<Record<string, string>>().notNull().default({}),
  },
  ["id"],
);

const states = {
  onHand: integer("on_hand").notNull(),
  available: integer("available").notNull(),
  committed: integer("committed").notNull(),
  reserved: integer("reserved").notNull(),
  damaged: integer("damaged").notNull(),
  safetyStock: integer("safety_stock").notNull(),
  qualityControl: integer("quality_control").notNull(),
};

/** Units of a variant at a location. A variant that is not tracked has no row. */
export const stock = storeTable(
  "stock",
  {
    variantId: idOf<"variant">("variant_id").notNull(),
    locationId: idOf<"location">("location_id").notNull(),
    ...states,
    mayOversell: boolean("may_oversell").notNull(),
  },
  ["variantId", "locationId"],
  () => [
    check("stock_available", sql`available >= 0 or may_oversell`),
    check(
      "stock_states",
      sql`committed >= 0 and reserved >= 0 and damaged >= 0 and safety_stock >= 0 and quality_control >= 0`,
    ),
    check(
      "stock_sum",
      sql`on_hand = available + committed + reserved + damaged + safety_stock + quality_control`,
    ),
  ],
);

/** Append-only: each change of a stock row, as differences. */
export const stockMovements = storeTable(
  "stock_movements",
  {
    id: idOf<"stock-movement">("id").notNull(),
    variantId: idOf<"variant">("variant_id").notNull(),
    locationId: idOf<"location">("location_id").notNull(),
    kind: text("kind")
      .$type<"set" | "adjust" | "reserve" | "release" | "commit" | "uncommit" | "ship">()
      .notNull(),
    ...states,
    referenceKind: text("reference_kind").notNull(),
    referenceId: text("reference_id").notNull(),
    at: instant("at").notNull(),
  },
  ["id"],
  (t) => [index("stock_movements_variant").on(t.storeId, t.variantId, t.locationId)],
);

export const reservations = storeTable(
  "reservations",
  {
    checkoutId: idOf<"checkout">("checkout_id").notNull(),
    variantId: idOf<"variant">("variant_id").notNull(),
    locationId: idOf<"location">("location_id").notNull(),
    quantity: integer("quantity").notNull(),
    state: text("state").$type<"held" | "sold" | "released">().notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  ["checkoutId", "variantId", "locationId"],
  (t) => [
    index("reservations_expiry").on(t.storeId, t.state, t.expiresAt),
    index("reservations_variant").on(t.storeId, t.variantId, t.locationId),
    check("reservations_quantity", sql`quantity > 0`),
  ],
);

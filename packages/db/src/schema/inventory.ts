import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, index, integer, jsonb, text, unique } from "drizzle-orm/pg-core";
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
    /** Nothing is kept at a location that is not: it is there for its history alone. */
    isActive: boolean("is_active").notNull().default(true),
  },
  ["id"],
  () => [check("locations_active", sql`is_active or not (is_default or is_pickup)`)],
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
    /** It runs low where no more than this is available; null asks for no notice. */
    lowAt: integer("low_at"),
    /** Whether the variant is in a bundle: then each change may be the bundle's. */
    isPart: boolean("is_part").notNull().default(false),
  },
  ["variantId", "locationId"],
  (t) => [
    // Not by `available`: each sale would have to change the index.
    index("stock_low").on(t.storeId, t.locationId, t.variantId).where(sql`low_at is not null`),
    check("stock_low_at", sql`low_at >= 0`),
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
      .$type<
        | ("set" | "adjust" | "move" | "count")
        | ("reserve" | "release" | "commit" | "uncommit" | "ship")
        | ("send" | "receive" | "return")
      >()
      .notNull(),
    ...states,
    referenceKind: text("reference_kind").notNull(),
    referenceId: text("reference_id").notNull(),
    at: instant("at").notNull(),
    /** Who did it, where the reference is a document. */
    actorKind: text("actor_kind"),
    actorId: text("actor_id"),
    /** Why, as one of the known reasons and in words. */
    reason: text("reason"),
    note: text("note"),
  },
  ["id"],
  (t) => [index("stock_movements_history").on(t.storeId, t.variantId, t.locationId, t.at)],
);

/**
 * Goods on their way to a location: from another one (a transfer), or from a supplier (a purchase order).
 * `number` counts each kind of a store from 1.
 */
export const consignments = storeTable(
  "consignments",
  {
    id: idOf<"consignment">("id").notNull(),
    kind: text("kind").$type<"transfer" | "purchase">().notNull(),
    number: integer("number").notNull(),
    state: text("state").$type<"draft" | "sent" | "received" | "cancelled">().notNull(),
    fromLocationId: idOf<"location">("from_location_id"),
    toLocationId: idOf<"location">("to_location_id").notNull(),
    supplier: text("supplier").notNull(),
    /** The supplier's number, or the carrier's. */
    reference: text("reference").notNull(),
    /** Of the costs of its lines. */
    currency: text("currency").notNull(),
    expectedOn: date("expected_on", { mode: "string" }),
    note: text("note").notNull(),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    closedAt: instant("closed_at"),
  },
  ["id"],
  (t) => [
    unique("consignments_number").on(t.storeId, t.kind, t.number),
    index("consignments_open").on(t.storeId, t.kind, t.state, t.number),
    check(
      "consignments_kind",
      sql`(kind = 'transfer' and from_location_id is not null and from_location_id <> to_location_id)
      or (kind = 'purchase' and from_location_id is null)`,
    ),
    check(
      "consignments_state",
      sql`case state when 'draft' then sent_at is null and closed_at is null
      when 'sent' then sent_at is not null and closed_at is null
      when 'received' then sent_at is not null and closed_at is not null
      when 'cancelled' then closed_at is not null else false end`,
    ),
  ],
);

/** What is in a consignment. Its units are received, on their way (`incoming`), or came back or never came. */
export const consignmentLines = storeTable(
  "consignment_lines",
  {
    consignmentId: idOf<"consignment">("consignment_id").notNull(),
    variantId: idOf<"variant">("variant_id").notNull(),
    position: integer("position").notNull(),
    quantity: integer("quantity").notNull(),
    received: integer("received").notNull(),
    /** Units on their way; none while it is a draft, and none once it is closed. */
    incoming: integer("incoming").notNull(),
    /** Of one unit, in minor units of the consignment's currency; null where nobody said. */
    unitCost: bigint("unit_cost", { mode: "number" }),
  },
  ["consignmentId", "variantId"],
  (t) => [
    index("consignment_lines_incoming").on(t.storeId, t.variantId).where(sql`incoming > 0`),
    index("consignment_lines_cost")
      .on(t.storeId, t.variantId, t.consignmentId)
      .where(sql`unit_cost is not null`),
    check(
      "consignment_lines_units",
      sql`quantity > 0 and received >= 0 and incoming >= 0 and received + incoming <= quantity`,
    ),
    check("consignment_lines_cost", sql`unit_cost >= 0`),
  ],
);

/** A count of what lies at a location. */
export const stockCounts = storeTable(
  "stock_counts",
  {
    id: idOf<"stock-count">("id").notNull(),
    number: integer("number").notNull(),
    locationId: idOf<"location">("location_id").notNull(),
    name: text("name").notNull(),
    state: text("state").$type<"open" | "committed" | "cancelled">().notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  ["id"],
  (t) => [
    unique("stock_counts_number").on(t.storeId, t.number),
    check(
      "stock_counts_state",
      sql`state in ('open', 'committed', 'cancelled') and (state = 'open') = (closed_at is null)`,
    ),
  ],
);

/** What was counted of a variant, and what was on hand by the books at that moment: the difference is what a commit writes. */
export const stockCountLines = storeTable(
  "stock_count_lines",
  {
    countId: idOf<"stock-count">("count_id").notNull(),
    variantId: idOf<"variant">("variant_id").notNull(),
    counted: integer("counted").notNull(),
    expected: integer("expected").notNull(),
    countedAt: instant("counted_at").notNull(),
    countedBy: text("counted_by").notNull(),
    isApplied: boolean("is_applied").notNull(),
  },
  ["countId", "variantId"],
  () => [check("stock_count_lines_counted", sql`counted >= 0`)],
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

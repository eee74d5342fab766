import { bigint, boolean, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { instant, storeTable } from "./store-table.ts";

export const stores = storeTable(
  "stores",
  {
    handle: text("handle").notNull(),
    name: jsonb("name").$type<Record<string, string>>().notNull(),
    country: text("country").notNull(),
    currency: text("currency").notNull(),
    timezone: text("timezone").notNull(),
    locale: text("locale").notNull(),
    locales: jsonb("locales").$type<string[]>().notNull(),
    contactEmail: text("contact_email").notNull(),
    isTest: boolean("is_test").notNull(),
    /** What it offers for gifts: wrapping at a price, a note; null: nothing. Whoever writes it gives the store other terms. */
    giftOptions: jsonb("gift_options").$type<{
      wrapping: { price: number; currency: string } | null;
      hasNote: boolean;
    }>(),
    /** Names what the store sells by now (markets, rates, ways to pay, ...): triggers on those tables give it a new one. */
    termsRevision: uuid("terms_revision").notNull().defaultRandom(),
    createdAt: instant("created_at").notNull(),
  },
  [],
);

/** One row per store gives order and event numbers without gaps; the last row a transaction touches. */
export const storeCounters = storeTable(
  "store_counters",
  {
    orderNumber: bigint("order_number", { mode: "number" }).notNull(),
    eventNumber: bigint("event_number", { mode: "number" }).notNull(),
  },
  [],
);

/** The store's data key, wrapped by the platform's master key. */
export const storeKeys = storeTable(
  "store_keys",
  { wrapped: text("wrapped").notNull(), masterKeyId: text("master_key_id").notNull() },
  [],
);

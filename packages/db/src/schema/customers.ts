import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

export type Address = {
  country: string;
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  line1: string;
  line2: string;
  postcode: string;
};

export const customers = storeTable(
  "customers",
  {
    id: idOf<"customer">("id").notNull(),
    /** What they gave to be reached by: a lower-case e-mail address or a phone number; unique in the store. */
    contact: text("contact").notNull(),
    email: text("email"),
    phone: text("phone"),
    name: text("name").notNull(),
    locale: text("locale").notNull(),
    address: jsonb("address").$type<Address>(),
    isGuest: boolean("is_guest").notNull(),
    /** When they last proved with a code that the contact is theirs; null for whoever only bought. */
    provenAt: instant("proven_at"),
    /** Argon2id, where they set a password. */
    passwordHash: text("password_hash"),
    /** A further contact of this customer: what comes under it is theirs. */
    mergedInto: idOf<"customer">("merged_into"),
    /** Whose prices are theirs once they are signed in; null: everybody's. */
    groupId: idOf<"customer-group">("group_id"),
    /** What staff wrote down about them. */
    note: text("note").notNull().default(""),
    /** When their personal data was erased; then `contact` is the id. */
    erasedAt: instant("erased_at"),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("customers_contact").on(t.storeId, t.contact),
    index("customers_newest").on(t.storeId, t.createdAt),
    index("customers_name").on(t.storeId, t.name),
    index("customers_phone").on(t.storeId, t.phone),
    index("customers_erased").on(t.storeId, t.erasedAt).where(sql`erased_at is not null`),
    index("customers_group").on(t.storeId, t.groupId).where(sql`group_id is not null`),
    index("customers_merged").on(t.storeId, t.mergedInto).where(sql`merged_into is not null`),
  ],
);

export const customerAddresses = storeTable(
  "customer_addresses",
  {
    id: idOf<"customer-address">("id").notNull(),
    customerId: idOf<"customer">("customer_id").notNull(),
    address: jsonb("address").$type<Address>().notNull(),
    isDefault: boolean("is_default").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    index("customer_addresses_customer").on(t.storeId, t.customerId, t.createdAt),
    uniqueIndex("customer_addresses_default").on(t.storeId, t.customerId).where(sql`is_default`),
  ],
);

export const customerSessions = storeTable(
  "customer_sessions",
  {
    tokenHash: text("token_hash").notNull(),
    customerId: idOf<"customer">("customer_id").notNull(),
    /** The host that the cookie belongs to; worth nothing at another of the store's. */
    host: text("host").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  ["tokenHash"],
  (t) => [
    index("customer_sessions_customer").on(t.storeId, t.customerId),
    index("customer_sessions_expiry").on(t.storeId, t.expiresAt),
  ],
);

export const customerCodes = storeTable(
  "customer_codes",
  {
    /** One code at a time for a contact: a newer one takes its place. */
    contact: text("contact").notNull(),
    id: idOf<"customer-code">("id").notNull(),
    /** Fingerprint of the code under the store's key. */
    codeHash: text("code_hash").notNull(),
    /** The code for the worker to send, sealed with the store's key; null once it was sent. */
    sealed: text("sealed"),
    locale: text("locale").notNull(),
    tries: integer("tries").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  ["contact"],
  (t) => [
    unique("customer_codes_id").on(t.storeId, t.id),
    index("customer_codes_expiry").on(t.storeId, t.expiresAt),
  ],
);

/** Addresses that want no letters about what they left; a mark under the store's key, which names nobody. */
export const letterStops = storeTable(
  "letter_stops",
  {
    mark: text("mark").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["mark"],
);

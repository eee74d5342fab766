import type { Id, StoreId } from "@hutong/kernel";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { idOf, instant } from "./store-table.ts";

// Platform tables hold no store's business; `lint/catalogue.ts` names each of them.

export const users = pgTable("users", {
  id: idOf<"user">("id").primaryKey(),
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  locale: text("locale").notNull(),
  emailVerifiedAt: instant("email_verified_at"),
  createdAt: instant("created_at").notNull(),
});

export const userSessions = pgTable(
  "user_sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: idOf<"user">("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("user_sessions_user").on(t.userId)],
);

export const userTokens = pgTable("user_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  kind: text("kind").$type<"verify-email" | "reset-password">().notNull(),
  userId: idOf<"user">("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  expiresAt: instant("expires_at").notNull(),
});

export const throttles = pgTable("throttles", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  windowEndsAt: instant("window_ends_at").notNull(),
});

export const platformOutbox = pgTable("platform_outbox", {
  id: idOf<"platform-message">("id").primaryKey(),
  kind: text("kind").notNull(),
  payload: jsonb("payload").notNull(),
  createdAt: instant("created_at").notNull(),
});

export const platformSettings = pgTable("platform_settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
});

export const storeDirectory = pgTable("store_directory", {
  storeId: uuid("store_id").$type<StoreId>().primaryKey(),
  handle: text("handle").notNull().unique(),
  cell: text("cell").notNull(),
  createdAt: instant("created_at").notNull(),
});

export const storeHosts = pgTable(
  "store_hosts",
  {
    host: text("host").primaryKey(),
    storeId: uuid("store_id").$type<StoreId>().notNull(),
    isPrimary: boolean("is_primary").notNull(),
    verifiedAt: instant("verified_at"),
  },
  (t) => [index("store_hosts_store").on(t.storeId)],
);

export const members = pgTable(
  "members",
  {
    userId: idOf<"user">("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    storeId: uuid("store_id").$type<StoreId>().notNull(),
    role: text("role").$type<"owner" | "manager" | "staff">().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.storeId] }), index("members_store").on(t.storeId)],
);

export const paymentAccountDirectory = pgTable("payment_account_directory", {
  accountId: uuid("account_id").$type<Id<"payment-account">>().primaryKey(),
  storeId: uuid("store_id").$type<StoreId>().notNull(),
  provider: text("provider").notNull(),
});

/** Which store a sub-merchant of the platform's own account belongs to; notices are led there by it. */
export const paymentSubAccounts = pgTable(
  "payment_sub_accounts",
  {
    provider: text("provider").notNull(),
    subAccount: text("sub_account").notNull(),
    storeId: uuid("store_id").$type<StoreId>().notNull(),
    /** What the platform takes of its payments, whichever account of the store's they come by. */
    shareBasisPoints: integer("share_basis_points").notNull().default(0),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.subAccount] }),
    check("payment_sub_accounts_share", sql`share_basis_points between 0 and 10000`),
    index("payment_sub_accounts_store").on(t.storeId),
  ],
);

// Not to be seen in a transaction that a store opened.
const outsideStores = sql`nullif(current_setting('app.store_id', true), '') is null`;
const outsideStoresOnly = (table: string) =>
  pgPolicy(`${table}_outside`, {
    as: "permissive",
    for: "all",
    to: "public",
    using: outsideStores,
    withCheck: outsideStores,
  });

/** The platform's own account at a provider, under which stores are sub-merchants. */
export const platformPaymentAccounts = pgTable(
  "platform_payment_accounts",
  {
    provider: text("provider").primaryKey(),
    /** Sealed with the master key, bound to the provider. */
    credentials: text("credentials").notNull(),
    masterKeyId: text("master_key_id").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  () => [outsideStoresOnly("platform_payment_accounts")],
).enableRLS();

/** Tokens that a provider gives for a time and that all processes share: one fetches, the others wait for it. */
export const providerTokens = pgTable(
  "provider_tokens",
  {
    /** Whose it is, with a hash of the secret that it was got by: who does not know that gets none. */
    name: text("name").primaryKey(),
    /** Sealed with the master key, bound to the name; null until it was fetched. */
    token: text("token"),
    expiresAt: instant("expires_at"),
    /** Until when somebody is fetching it. */
    leasedUntil: instant("leased_until"),
  },
  () => [outsideStoresOnly("provider_tokens")],
).enableRLS();

export const changedTags = pgTable(
  "changed_tags",
  {
    storeId: uuid("store_id").$type<StoreId>().notNull(),
    tag: text("tag").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.tag] }), index("changed_tags_at").on(t.changedAt)],
);

export const due = pgTable(
  "due",
  {
    storeId: uuid("store_id").$type<StoreId>().notNull(),
    kind: text("kind")
      .$type<"outbox" | "reservations" | "attempts" | "bills" | "disputes" | "shares" | "sweep">()
      .notNull(),
    at: instant("at").notNull(),
    /** Grows with every reminder, so that one that comes while the store is being served is not lost. */
    revision: integer("revision").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.kind] }), index("due_at").on(t.at)],
);

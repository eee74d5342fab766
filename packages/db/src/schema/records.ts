import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, smallint, text } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

export const events = storeTable(
  "events",
  {
    number: bigint("number", { mode: "number" }).notNull(),
    kind: text("kind").notNull(),
    version: integer("version").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    data: jsonb("data").notNull(),
    requestId: text("request_id").notNull(),
    at: instant("at").notNull(),
  },
  ["number"],
  (t) => [index("events_subject").on(t.storeId, t.subjectKind, t.subjectId, t.number)],
);

export const outbox = storeTable(
  "outbox",
  {
    id: idOf<"outbox">("id").notNull(),
    kind: text("kind").notNull(),
    payload: jsonb("payload").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
);

export const idempotencyKeys = storeTable(
  "idempotency_keys",
  {
    operation: text("operation").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    answer: jsonb("answer"),
    createdAt: instant("created_at").notNull(),
  },
  ["operation", "key"],
  (t) => [index("idempotency_keys_age").on(t.storeId, t.createdAt)],
);

export const translations = storeTable(
  "translations",
  {
    resourceKind: text("resource_kind").notNull(),
    resourceId: text("resource_id").notNull(),
    locale: text("locale").notNull(),
    field: text("field").notNull(),
    value: text("value").notNull(),
  },
  ["resourceKind", "resourceId", "locale", "field"],
);

export const files = storeTable(
  "files",
  {
    id: idOf<"file">("id").notNull(),
    path: text("path"),
    contentType: text("content_type"),
    bytes: integer("bytes"),
    sha256: text("sha256"),
    sourceUrl: text("source_url"),
    state: text("state").$type<"ready" | "pending" | "failed">().notNull(),
    failure: text("failure"),
    /** Pixels; null for what was kept before they were counted, and for drawings that do not say. */
    width: integer("width"),
    height: integer("height"),
    /** Where its subject is, in per cent from the upper left; null: in the middle. */
    focusX: smallint("focus_x"),
    focusY: smallint("focus_y"),
    /** When a picture that is only known by its address is fetched next, and how often that has failed. */
    fetchAt: instant("fetch_at"),
    fetchTries: smallint("fetch_tries").notNull().default(0),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    index("files_to_fetch").on(t.storeId, t.fetchAt, t.id).where(sql`state = 'pending'`),
    check("files_focus", sql`focus_x between 0 and 100 and focus_y between 0 and 100`),
  ],
);

export const ledgerEntries = storeTable(
  "ledger_entries",
  {
    id: idOf<"ledger-entry">("id").notNull(),
    transactionId: idOf<"ledger-transaction">("transaction_id").notNull(),
    account: text("account").notNull(),
    amount: bigint("amount", { mode: "number" }).notNull(),
    currency: text("currency").notNull(),
    kind: text("kind").notNull(),
    referenceKind: text("reference_kind").notNull(),
    referenceId: text("reference_id").notNull(),
    at: instant("at").notNull(),
  },
  ["id"],
  (t) => [
    index("ledger_entries_transaction").on(t.storeId, t.transactionId),
    index("ledger_entries_reference").on(t.storeId, t.referenceKind, t.referenceId),
  ],
);

export const messages = storeTable(
  "messages",
  {
    id: idOf<"message">("id").notNull(),
    kind: text("kind").notNull(),
    subjectId: text("subject_id").notNull(),
    sentAt: instant("sent_at"),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
);

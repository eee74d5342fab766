import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

/** A part of an uploaded file: the file is its parts in their order, each known by its hash. */
export type ImportPart = { bytes: number; sha256: string };
export type ImportFailure = { code: string; params: Record<string, string | number> };

/** A file of products on its way into the store: what was uploaded, how far it is, and what came of it so far. */
export const imports = storeTable(
  "imports",
  {
    id: idOf<"import">("id").notNull(),
    fileName: text("file_name").notNull(),
    /** Bytes that the whole file has, as its sender says. */
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    parts: jsonb("parts").$type<ImportPart[]>().notNull(),
    isDryRun: boolean("is_dry_run").notNull(),
    state: text("state")
      .$type<"uploading" | "waiting" | "running" | "done" | "cancelled" | "failed" | "undoing" | "undone">()
      .notNull(),
    /** What the file is, once it was read to its end: `{ format, encoding, rows, products, ignoredColumns }`. */
    survey: jsonb("survey").$type<Record<string, unknown>>(),
    /** Products and rows of the file that are behind, written by the transaction that dealt with them. */
    position: integer("position").notNull(),
    rowsDone: integer("rows_done").notNull(),
    counts: jsonb("counts").$type<Record<string, number>>().notNull(),
    failure: jsonb("failure").$type<ImportFailure>(),
    /** Who is at it, and until when others leave it alone. */
    runner: uuid("runner"),
    claimedUntil: instant("claimed_until"),
    createdAt: instant("created_at").notNull(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  ["id"],
  (t) => [
    index("imports_newest").on(t.storeId, t.createdAt, t.id),
    index("imports_open").on(t.storeId, t.createdAt).where(sql`state in ('waiting', 'running', 'undoing')`),
    check("imports_place", sql`position >= 0 and rows_done >= 0 and bytes >= 0`),
  ],
);

/** A row of an import's file that was not taken whole, and why; or a product that an undo left alone. */
export const importNotes = storeTable(
  "import_notes",
  {
    importId: idOf<"import">("import_id").notNull(),
    number: integer("number").notNull(),
    kind: text("kind").$type<"refused" | "picture" | "kept">().notNull(),
    line: integer("line").notNull(),
    handle: text("handle").notNull(),
    columnName: text("column_name"),
    code: text("code").notNull(),
    params: jsonb("params").$type<Record<string, string | number>>().notNull(),
  },
  ["importId", "number"],
);

/** What an import did to a product, for its undoing: rows go as they are undone. */
export const importChanges = storeTable(
  "import_changes",
  {
    importId: idOf<"import">("import_id").notNull(),
    number: integer("number").notNull(),
    productId: idOf<"product">("product_id").notNull(),
    /** Whether the import made the product, changed it, or changed no more than its stock or its metafields. */
    kind: text("kind").$type<"created" | "updated" | "stock">().notNull(),
    /** The product whole as it was before, where it was changed; `fields` has what became of its metafields. */
    before: jsonb("before").$type<Record<string, unknown>>(),
    /** Units of variants before and after, where they changed. */
    stock: jsonb("stock").$type<unknown[]>(),
    /** The product's version behind the import: another one was changed by somebody since. */
    version: integer("version").notNull(),
  },
  ["importId", "number"],
);

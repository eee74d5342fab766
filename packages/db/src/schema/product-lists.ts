import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { idOf, instant, storeTable } from "./store-table.ts";

/** Tags of products by themselves, kept by triggers on `products`: what lists are filtered by has to be found by `=`. */
export const productTags = storeTable(
  "product_tags",
  { tag: text("tag").notNull(), productId: idOf<"product">("product_id").notNull() },
  ["tag", "productId"],
  (t) => [index("product_tags_product").on(t.storeId, t.productId)],
);

/** A filter of the product list under a name: of the whole store, or of one person in it. */
export const productViews = storeTable(
  "product_views",
  {
    id: idOf<"product-view">("id").notNull(),
    /** Whose it is; null: everybody's. */
    userId: uuid("user_id"),
    name: text("name").notNull(),
    query: jsonb("query").$type<Record<string, unknown>>().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [index("product_views_oldest").on(t.storeId, t.createdAt, t.id)],
);

/** One action on many products, done some at a time in the order of their ids. */
export const productEdits = storeTable(
  "product_edits",
  {
    id: idOf<"product-edit">("id").notNull(),
    action: jsonb("action").$type<Record<string, unknown>>().notNull(),
    /** Which products: those of `ids`, else those that meet `filter` and were there when it began. */
    ids: jsonb("ids").$type<string[]>(),
    filter: jsonb("filter").$type<Record<string, unknown>>(),
    state: text("state").$type<"running" | "done" | "cancelled" | "undoing" | "undone">().notNull(),
    /** The last product that is behind. */
    cursor: uuid("cursor"),
    total: integer("total").notNull(),
    done: integer("done").notNull(),
    changed: integer("changed").notNull(),
    /** Products that had to be left as they are. */
    kept: integer("kept").notNull(),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  ["id"],
  (t) => [
    index("product_edits_open").on(t.storeId, t.createdAt).where(sql`state in ('running', 'undoing')`),
    index("product_edits_newest").on(t.storeId, t.createdAt, t.id),
    check("product_edits_counts", sql`total >= 0 and done >= 0 and changed >= 0 and kept >= 0`),
  ],
);

/** What an edit changed of a product, for its undoing: rows go as they are undone. */
export const productEditChanges = storeTable(
  "product_edit_changes",
  {
    editId: idOf<"product-edit">("edit_id").notNull(),
    productId: idOf<"product">("product_id").notNull(),
    /** The changed columns as they were. */
    before: jsonb("before").$type<Record<string, unknown>>().notNull(),
    /** The product's version behind the edit: another one was changed by somebody since. */
    version: integer("version").notNull(),
  },
  ["editId", "productId"],
);

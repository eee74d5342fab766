import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, text } from "drizzle-orm/pg-core";
import type { ImportPart } from "./imports.ts";
import { idOf, instant, storeTable } from "./store-table.ts";

/** A file that customers buy: its bytes are parts beside the store's pictures, and no public address leads to them. */
export const digitalFiles = storeTable(
  "digital_files",
  {
    id: idOf<"digital-file">("id").notNull(),
    /** As its customers save it. */
    name: text("name").notNull(),
    /** Bytes that the whole file has, as its sender says. */
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    parts: jsonb("parts").$type<ImportPart[]>().notNull(),
    state: text("state").$type<"uploading" | "ready">().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["id"],
  (t) => [
    index("digital_files_uploading").on(t.storeId, t.createdAt).where(sql`state = 'uploading'`),
    check("digital_files_bytes", sql`bytes > 0`),
  ],
);

/** What is in a variant that is, or has with it, something to download. */
export const variantFiles = storeTable(
  "variant_files",
  {
    variantId: idOf<"variant">("variant_id").notNull(),
    fileId: idOf<"digital-file">("file_id").notNull(),
  },
  ["variantId", "fileId"],
  (t) => [index("variant_files_file").on(t.storeId, t.fileId)],
);

/** How often and how long what is bought of a product may be downloaded: there for each product with files. */
export const downloadTerms = storeTable(
  "download_terms",
  {
    productId: idOf<"product">("product_id").notNull(),
    /** Downloads of each file for one unit. */
    downloads: integer("downloads").notNull(),
    /** Days from the payment on. */
    days: integer("days").notNull(),
  },
  ["productId"],
  () => [check("download_terms_limits", sql`downloads between 1 and 1000 and days between 1 and 3650`)],
);

/** A file that the customer of a line of an order may download. Whether the order is paid, is asked of the order. */
export const orderDownloads = storeTable(
  "order_downloads",
  {
    orderLineId: idOf<"order-line">("order_line_id").notNull(),
    fileId: idOf<"digital-file">("file_id").notNull(),
    orderId: idOf<"order">("order_id").notNull(),
    allowed: integer("allowed").notNull(),
    used: integer("used").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** When a download last began. */
    lastAt: instant("last_at"),
    /** Staff took it back. */
    revokedAt: instant("revoked_at"),
  },
  ["orderLineId", "fileId"],
  (t) => [
    index("order_downloads_order").on(t.storeId, t.orderId),
    index("order_downloads_file").on(t.storeId, t.fileId),
    check("order_downloads_used", sql`used between 0 and allowed`),
  ],
);

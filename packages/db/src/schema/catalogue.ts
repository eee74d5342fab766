import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, text, unique } from "drizzle-orm/pg-core";
import { amount, idOf, instant, publicId, storeTable } from "./store-table.ts";

export type ProductOption = { name: string; values: string[] };
export type Fact = { label: string; value: string };

export const products = storeTable(
  "products",
  {
    id: idOf<"product">("id").notNull(),
    publicId: publicId(),
    handle: text("handle").notNull(),
    title: text("title").notNull(),
    subtitle: text("subtitle").notNull(),
    descriptionHtml: text("description_html").notNull(),
    vendor: text("vendor").notNull(),
    productType: text("product_type").notNull(),
    tags: jsonb("tags").$type<string[]>().notNull(),
    options: jsonb("options").$type<ProductOption[]>().notNull(),
    facts: jsonb("facts").$type<Fact[]>().notNull(),
    seoTitle: text("seo_title"),
    seoDescription: text("seo_description"),
    status: text("status").$type<"draft" | "active" | "archived">().notNull(),
    /** What it is taxed as: standard, reduced, zero, or a class of the merchant's own (`tax_classes`). */
    taxClass: text("tax_class").notNull().default("standard"),
    /** What customers fill in when they put it into the bag; null: nothing. */
    lineFields: jsonb("line_fields"),
    /** Of how many units an order has to be; null: of any number. */
    quantityRule: jsonb("quantity_rule"),
    minPrice: amount("min_price").notNull(),
    maxPrice: amount("max_price").notNull(),
    isAvailable: boolean("is_available").notNull(),
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("products_handle").on(t.storeId, t.handle),
    unique("products_public_id").on(t.storeId, t.publicId),
    index("products_newest").on(t.storeId, t.status, t.createdAt, t.id),
    index("products_updated").on(t.storeId, t.updatedAt, t.id),
    index("products_status").on(t.storeId, t.status, t.updatedAt, t.id),
    index("products_title").on(t.storeId, t.title, t.id),
    index("products_price").on(t.storeId, t.minPrice, t.id),
    index("products_vendor").on(t.storeId, t.vendor, t.updatedAt, t.id),
    index("products_type").on(t.storeId, t.productType, t.updatedAt, t.id),
  ],
);

export const variants = storeTable(
  "variants",
  {
    id: idOf<"variant">("id").notNull(),
    publicId: publicId(),
    productId: idOf<"product">("product_id").notNull(),
    position: integer("position").notNull(),
    option1: text("option1").notNull(),
    option2: text("option2").notNull(),
    option3: text("option3").notNull(),
    sku: text("sku"),
    barcode: text("barcode"),
    price: amount("price").notNull(),
    compareAtPrice: amount("compare_at_price"),
    weightGrams: integer("weight_grams").notNull(),
    requiresShipping: boolean("requires_shipping").notNull(),
    isAvailable: boolean("is_available").notNull(),
    fileId: idOf<"file">("file_id"),
  },
  ["id"],
  (t) => [
    unique("variants_options").on(t.storeId, t.productId, t.option1, t.option2, t.option3),
    unique("variants_public_id").on(t.storeId, t.publicId),
    index("variants_product").on(t.storeId, t.productId, t.position),
    index("variants_sku").on(t.storeId, t.sku),
    index("variants_barcode").on(t.storeId, t.barcode).where(sql`barcode is not null`),
    check("variants_price", sql`price >= 0 and (compare_at_price is null or compare_at_price >= 0)`),
  ],
);

export const productMedia = storeTable(
  "product_media",
  {
    productId: idOf<"product">("product_id").notNull(),
    position: integer("position").notNull(),
    fileId: idOf<"file">("file_id").notNull(),
    alt: text("alt").notNull(),
  },
  ["productId", "position"],
);

export const collections = storeTable(
  "collections",
  {
    id: idOf<"collection">("id").notNull(),
    publicId: publicId(),
    handle: text("handle").notNull(),
    title: text("title").notNull(),
    descriptionHtml: text("description_html").notNull(),
    position: integer("position").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("collections_handle").on(t.storeId, t.handle),
    unique("collections_public_id").on(t.storeId, t.publicId),
  ],
);

export const collectionProducts = storeTable(
  "collection_products",
  {
    collectionId: idOf<"collection">("collection_id").notNull(),
    productId: idOf<"product">("product_id").notNull(),
    position: integer("position").notNull(),
  },
  ["collectionId", "productId"],
  (t) => [
    index("collection_products_order").on(t.storeId, t.collectionId, t.position, t.productId),
    index("collection_products_product").on(t.storeId, t.productId),
  ],
);

/**
 * Words a product can be found by; compared by `=` and ranges on text only (architecture, rule 4). The weight stands in the
 * key, so that an index read backwards gives a word's weightiest products first and nothing but the index is read.
 */
export const productTerms = storeTable(
  "product_terms",
  {
    term: text("term").notNull(),
    weight: bigint("weight", { mode: "number" }).notNull(),
    productId: idOf<"product">("product_id").notNull(),
  },
  ["term", "weight", "productId"],
  (t) => [index("product_terms_product").on(t.storeId, t.productId)],
);

/** Words of a store's products by what is left of them when a letter is left out, for mistakes of typing. */
export const searchWords = storeTable(
  "search_words",
  { key: text("key").notNull(), word: text("word").notNull() },
  ["key", "word"],
);

/** Words that mean the same to a merchant's customers. */
export const searchSynonyms = storeTable("search_synonyms", {
  id: idOf<"synonyms">("id").notNull(),
  words: jsonb("words").$type<string[]>().notNull(),
  /** Whether only the first word finds the others, and not the other way about. */
  isOneWay: boolean("is_one_way").notNull(),
  createdAt: instant("created_at").notNull(),
});

import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, smallint, text, unique } from "drizzle-orm/pg-core";
import type { BundlePart } from "./bundles.ts";
import { amount, idOf, instant, publicId, storeTable } from "./store-table.ts";

export type ProductOption = { name: string; values: string[] };
export type CollectionOrder =
  | "manual"
  | "title-up"
  | "title-down"
  | "price-up"
  | "price-down"
  | "newest"
  | "oldest";
/** One thing that a rule asks of a product; `value` is a text, minor units, or whether something is so. */
export type CollectionCondition = {
  readonly field: string;
  readonly relation: string;
  readonly value: string | number | boolean;
};
export type CollectionRules = {
  readonly match: "all" | "any";
  readonly conditions: readonly CollectionCondition[];
};
export type Fact = { label: string; value: string };

export const products = storeTable(
  "products",
  {
    id: idOf<"product">("id").notNull(),
    publicId: publicId(),
    handle: text("handle").notNull(),
    title: text("title").notNull(),
    /** What lists by title compare: hexadecimal digits (`titleKey`). */
    titleKey: text("title_key").notNull().default(""),
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
    /** Which of the theme's templates for products shows it: `product-<template>`; empty for the usual one. */
    template: text("template").notNull().default(""),
    /** When a draft is put on sale by itself; null: not. */
    publishAt: instant("publish_at"),
    minPrice: amount("min_price").notNull(),
    maxPrice: amount("max_price").notNull(),
    isAvailable: boolean("is_available").notNull(),
    /** Lowest and highest price of what can be bought; of all variants where nothing can. */
    cardMinPrice: amount("card_min_price").notNull().default(0),
    cardMaxPrice: amount("card_max_price").notNull().default(0),
    /** The lowest former price of those that is above the price. */
    cardCompareAtPrice: amount("card_compare_at_price"),
    /** Values of the last option, after "+" where a variant of it can be bought and "-" where none; null without options. */
    cardChoices: jsonb("card_choices").$type<string[]>(),
    /** The first picture that is here, as `files` and `product_media` have it. */
    cardPicture: text("card_picture"),
    cardAlt: text("card_alt").notNull().default(""),
    cardWidth: integer("card_width"),
    cardFocusX: smallint("card_focus_x"),
    cardFocusY: smallint("card_focus_y"),
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
    index("products_publish").on(t.storeId, t.publishAt).where(sql`publish_at is not null`),
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
    /** What one of them costs the merchant; null where nobody said. */
    unitCost: amount("unit_cost"),
    /** Another class than the product's; null: the product's. */
    taxClass: text("tax_class"),
    weightGrams: integer("weight_grams").notNull(),
    requiresShipping: boolean("requires_shipping").notNull(),
    isAvailable: boolean("is_available").notNull(),
    /** Whether it has files to download (`variant_files`). */
    isDigital: boolean("is_digital").notNull().default(false),
    /** What it is made of, where it is a bundle (`bundle_parts`), as it was called when that was said; null: it is none. */
    parts: jsonb("parts").$type<readonly BundlePart[]>(),
    /** Whether it is in a bundle. */
    isPart: boolean("is_part").notNull().default(false),
    fileId: idOf<"file">("file_id"),
  },
  ["id"],
  (t) => [
    unique("variants_options").on(t.storeId, t.productId, t.option1, t.option2, t.option3),
    unique("variants_public_id").on(t.storeId, t.publicId),
    index("variants_product").on(t.storeId, t.productId, t.position),
    index("variants_sku").on(t.storeId, t.sku),
    index("variants_barcode").on(t.storeId, t.barcode).where(sql`barcode is not null`),
    index("variants_tax_class").on(t.storeId, t.taxClass).where(sql`tax_class is not null`),
    check("variants_cost", sql`unit_cost >= 0`),
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
  (t) => [index("product_media_file").on(t.storeId, t.fileId)],
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
    /** What its products stand in by, where a customer asks for no other order. */
    sort: text("sort").$type<CollectionOrder>().notNull().default("manual"),
    /** What a product must be to stand in it; null: products are put in by hand. */
    rules: jsonb("rules").$type<CollectionRules>(),
    /** How far the store's products were judged by rules that changed; null where all were. */
    judging: jsonb("judging").$type<{ readonly run: string; readonly done: number; readonly of: number }>(),
    /** What its products can be filtered by, counted by the worker (`CollectionFacets`); null until it was. */
    facets: jsonb("facets"),
    /** Whether it is so large that rare values are looked up in `collection_facets`: its writes keep them. */
    isPosted: boolean("is_posted").notNull().default(false),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("collections_handle").on(t.storeId, t.handle),
    unique("collections_public_id").on(t.storeId, t.publicId),
    index("collections_posted").on(t.storeId, t.id).where(sql`is_posted`),
    index("collections_ruled").on(t.storeId, t.id).where(sql`rules is not null`),
  ],
);

export const collectionProducts = storeTable(
  "collection_products",
  {
    collectionId: idOf<"collection">("collection_id").notNull(),
    productId: idOf<"product">("product_id").notNull(),
    /** Place by hand. */
    position: integer("position").notNull(),
    /** What the collection's own order compares, as text of hexadecimal digits. */
    place: text("place").notNull(),
    // The product's own, kept here by its writes: a page of any depth and order is read by an index.
    price: amount("price").notNull(),
    /** The dearest variant's; `price` is the cheapest one's. */
    maxPrice: amount("max_price").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    titleKey: text("title_key").notNull().default(""),
    /** Units sold of late; brought up to date by the worker. */
    sold: bigint("sold", { mode: "number" }).notNull().default(0),
    /** Hashes of all that it can be filtered by (`facetsOf`). */
    facets: bigint("facets", { mode: "bigint" }).array().notNull().default(sql`'{}'`),
    /** Whether it is on sale. */
    isListed: boolean("is_listed").notNull(),
    /** On sale, and not sold out. */
    isAvailable: boolean("is_available").notNull(),
  },
  ["collectionId", "productId"],
  (t) => [
    index("collection_products_order")
      .on(t.storeId, t.collectionId, t.place, t.productId)
      .where(sql`is_listed`),
    // With the dearest variant's price, so that those below a range of prices are passed over within the index.
    index("collection_products_price")
      .on(t.storeId, t.collectionId, t.price, t.productId, t.maxPrice)
      .where(sql`is_listed`),
    index("collection_products_top")
      .on(t.storeId, t.collectionId, t.maxPrice, t.productId)
      .where(sql`is_listed`),
    index("collection_products_newest")
      .on(t.storeId, t.collectionId, t.createdAt, t.productId)
      .where(sql`is_listed`),
    index("collection_products_title")
      .on(t.storeId, t.collectionId, t.titleKey, t.productId)
      .where(sql`is_listed`),
    index("collection_products_sold")
      .on(t.storeId, t.collectionId, t.sold, t.productId)
      .where(sql`is_listed`),
    index("collection_products_product").on(t.storeId, t.productId),
  ],
);

/**
 * Products of a large collection by what they can be filtered by; a value that has gone may stay until the worker clears up, none
 * that is there is missing.
 */
export const collectionFacets = storeTable(
  "collection_facets",
  {
    collectionId: idOf<"collection">("collection_id").notNull(),
    facet: bigint("facet", { mode: "bigint" }).notNull(),
    productId: idOf<"product">("product_id").notNull(),
  },
  ["collectionId", "facet", "productId"],
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

/** Where an address of the shop leads that is there no more. Looked at only where nothing else answers. */
export const redirects = storeTable(
  "redirects",
  {
    /** From the root, without language: `/products/old-name`. */
    path: text("path").notNull(),
    target: text("target").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  ["path"],
  (t) => [index("redirects_target").on(t.storeId, t.target)],
);

import { z } from "zod";
import { mostVariants, productSorts } from "./limits.ts";
import { ProductFilter } from "./product-list/filter-schemas.ts";

export { mostOptions, mostVariants } from "./limits.ts";

const text = (most: number) => z.string().max(most);
const id = z.uuid();

/** What goods are taxed as: "standard", "reduced", "zero", or a class of the merchant's own, by its handle. */
const TaxClass = z.string().regex(/^[\p{L}\p{N}-]{1,60}$/u);

export const VariantInput = z.object({
  /** One value for each of the product's options, in their order; empty for the only variant. */
  options: z.array(text(255)).default([]),
  sku: text(255).nullish(),
  barcode: text(255).nullish(),
  /** Integer minor units of the store's currency. */
  price: z.number().optional(),
  compareAtPrice: z.number().nullish(),
  /** What one costs the merchant, in the same units. */
  unitCost: z.number().nullish(),
  /** Another than the product's; null: the product's. */
  taxClass: TaxClass.nullish(),
  weightGrams: z.int().min(0).max(100_000_000).optional(),
  requiresShipping: z.boolean().optional(),
  fileId: id.nullish(),
});
export type VariantInput = z.input<typeof VariantInput>;

/** Texts in one further language; `options` goes from the store's own word to the translated one. */
export const ProductTextsInput = z.strictObject({
  title: text(255).optional(),
  subtitle: text(255).optional(),
  descriptionHtml: text(100_000).optional(),
  productType: text(255).optional(),
  options: z.record(z.string(), text(255)).optional(),
  facts: z
    .array(z.object({ label: text(255), value: text(1000) }))
    .max(50)
    .optional(),
  alts: z.array(text(1000)).max(250).optional(),
  seoTitle: text(255).optional(),
  seoDescription: text(1000).optional(),
});
export type ProductTextsInput = z.infer<typeof ProductTextsInput>;

/** A product as a whole. What is left out stays as it is on a product that exists, and is empty on a new one. */
export const ProductInput = z.object({
  /** Made of the title when absent. */
  handle: text(255).optional(),
  /** Only a product that exists can do without. */
  title: text(255).optional(),
  subtitle: text(255).optional(),
  /** Cleaned on the way in. */
  descriptionHtml: text(500_000).optional(),
  vendor: text(255).optional(),
  productType: text(255).optional(),
  tags: z.array(text(255)).max(250).optional(),
  /** Names in order; values in the order they are shown, those of the variants when absent. */
  options: z.array(z.object({ name: text(255), values: z.array(text(255)).optional() })).optional(),
  facts: z
    .array(z.object({ label: text(255), value: text(1000) }))
    .max(50)
    .optional(),
  seoTitle: text(255).nullish(),
  seoDescription: text(1000).nullish(),
  status: z.enum(["draft", "active", "archived"]).optional(),
  taxClass: TaxClass.optional(),
  /** ISO 4217; when given it must be the store's. */
  currency: text(3).optional(),
  /** All of them; a new product without has the one that is told apart by nothing. */
  variants: z.array(VariantInput).optional(),
  media: z
    .array(z.object({ fileId: id, alt: text(1000).default("") }))
    .max(250)
    .optional(),
  /** Further languages: `{ en: { title: "Old Wall" } }`. */
  translations: z.record(z.string(), ProductTextsInput).optional(),
});
export type ProductInput = z.input<typeof ProductInput>;

/** What became of one row of `upsertProducts`. */
export type ProductOutcome =
  | {
      readonly kind: "created" | "updated" | "unchanged";
      readonly handle: string;
      readonly id: string;
      /** In the order the row named them. */
      readonly variantIds: readonly string[];
    }
  | {
      readonly kind: "refused";
      readonly handle: string;
      readonly code: string;
      readonly field: string | undefined;
      readonly params: Readonly<Record<string, string | number>>;
    };

/** Changes to a product that was read at `version`. */
export const UpdateProductInput = z.object({
  id,
  version: z.int(),
  /** The old address leads to the new one from then on. */
  handle: text(255).optional(),
  title: text(255).optional(),
  subtitle: text(255).optional(),
  descriptionHtml: text(500_000).optional(),
  vendor: text(255).optional(),
  productType: text(255).optional(),
  tags: z.array(text(255)).max(250).optional(),
  seoTitle: text(255).nullish(),
  seoDescription: text(1000).nullish(),
  status: z.enum(["draft", "active", "archived"]).optional(),
  taxClass: TaxClass.optional(),
  currency: text(3).optional(),
  /** Of the theme's templates `product-<template>`; empty: the usual one. */
  template: z
    .string()
    .regex(/^[a-z0-9-]{0,40}$/)
    .optional(),
  /** When a draft goes on sale; null: not by itself. */
  publishAt: z.date().nullish(),
  /** All of them with all their values, in order. */
  options: z.array(z.object({ name: text(255), values: z.array(text(255)).max(mostVariants) })).optional(),
  /** What is left out of a variant stays. */
  variants: z
    .array(
      VariantInput.omit({ options: true, fileId: true }).extend({
        id,
        options: z.array(text(255)).optional(),
      }),
    )
    .max(mostVariants)
    .optional(),
  added: z
    .array(VariantInput)
    .max(mostVariants + 1)
    .optional(),
  removed: z.array(id).max(mostVariants).optional(),
});
export type UpdateProductInput = z.input<typeof UpdateProductInput>;

export const ListProductsInput = ProductFilter.extend({
  sort: z.enum(productSorts).optional(),
  cursor: text(600).nullish(),
  limit: z.int().min(1).max(250).default(50),
});
export type ListProductsInput = z.input<typeof ListProductsInput>;

export const GetProductInput = z.object({ id: z.string().max(100) });
export type GetProductInput = z.input<typeof GetProductInput>;

export const CollectionInput = z.object({
  handle: text(255),
  title: text(255),
  descriptionHtml: text(500_000).optional(),
  /** Handles in the order they are shown. */
  products: z.array(text(255)).max(10_000).optional(),
  translations: z
    .record(
      z.string(),
      z.strictObject({ title: text(255).optional(), descriptionHtml: text(100_000).optional() }),
    )
    .optional(),
});
export type CollectionInput = z.input<typeof CollectionInput>;

export const FindDuplicateSkusInput = z.object({
  productIds: z.array(id).max(100),
  /** Typed and not saved yet. */
  skus: z.array(text(255)).max(mostVariants),
});
export type FindDuplicateSkusInput = z.input<typeof FindDuplicateSkusInput>;

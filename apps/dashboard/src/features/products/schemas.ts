import { UpdateProductInput } from "@hutong/catalogue/schemas";
import { SetOversellingRow } from "@hutong/inventory/schemas";
import { z } from "zod";
import { mostEdited } from "./query.ts";

/** What the form sends when a product is saved: the product's changes and the stock that was typed anew. */
export const SaveProductForm = UpdateProductInput.extend({
  stock: z
    .array(z.object({ variantId: z.string().max(40), available: z.number() }))
    .max(2048)
    .default([]),
  /** Of what the form adds, by its place in `added`; what is not here is not counted. */
  addedStock: z
    .array(z.object({ index: z.int().min(0), available: z.number(), mayOversell: z.boolean() }))
    .max(2048)
    .default([]),
  overselling: z.array(SetOversellingRow).max(2048).default([]),
  /** Variants that are not counted any more. */
  uncounted: z.array(z.string().max(40)).max(2048).default([]),
});
export type SaveProductForm = z.input<typeof SaveProductForm>;

/** Changes to several products at once: each is saved for itself. */
export const SaveSheetForm = z.object({ products: z.array(SaveProductForm).max(mostEdited) });

export const ReadSheetForm = z.object({ ids: z.array(z.uuid()).min(1).max(mostEdited) });

/** A new product with its one variant. */
export const CreateProductForm = z.object({
  title: z.string().max(255),
  subtitle: z.string().max(255),
  descriptionHtml: z.string().max(500_000),
  status: z.enum(["draft", "active", "archived"]),
  /** Minor units of the store's currency. */
  price: z.number(),
  sku: z.string().max(255).nullable(),
  /** Null: not counted. */
  available: z.number().nullable(),
});
export type CreateProductForm = z.input<typeof CreateProductForm>;

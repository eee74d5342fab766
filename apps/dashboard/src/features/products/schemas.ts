import {
  mostVariants,
  PutPurchaseRulesInput,
  SavePicturesInput,
  UpdateProductInput,
  VariantInput,
} from "@hutong/catalogue/schemas";
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

/** A new product with all that its form has: what is left out is empty. */
export const CreateProductForm = SaveProductForm.omit({
  ...{ id: true, version: true, currency: true, title: true, variants: true, removed: true, added: true },
  ...{ stock: true, overselling: true, uncounted: true },
}).extend({
  title: z.string().max(255),
  /** Its variants; what `addedStock` does not name of them is not counted. */
  added: z
    .array(VariantInput)
    .min(1)
    .max(mostVariants + 1),
  /** Files that were uploaded before the product was there, in order. */
  pictures: SavePicturesInput.shape.pictures.default([]),
  rules: PutPurchaseRulesInput.omit({ productId: true }).optional(),
});
export type CreateProductForm = z.input<typeof CreateProductForm>;

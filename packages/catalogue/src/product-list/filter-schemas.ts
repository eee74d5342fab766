import { z } from "zod";
import { productSorts } from "../limits.ts";

export { productSorts } from "../limits.ts";

const name = z.string().trim().min(1).max(255);
const amount = z.int().min(0).max(1_000_000_000_000);

/** Which products: those that meet all that is given. Prices are minor units of the store's currency. */
export const ProductFilter = z.object({
  query: z.string().max(200).optional(),
  status: z.enum(["draft", "active", "archived"]).optional(),
  vendor: name.optional(),
  productType: name.optional(),
  tag: name.optional(),
  collectionId: z.uuid().optional(),
  /** Whether any variant can be bought. */
  isAvailable: z.boolean().optional(),
  /** Some variant costs at least, or at most, this much. */
  minPrice: amount.optional(),
  maxPrice: amount.optional(),
});
export type ProductFilter = z.input<typeof ProductFilter>;

/** A filter and an order, as a view keeps them. */
export const ProductViewQuery = ProductFilter.extend({ sort: z.enum(productSorts).optional() });
export type ProductViewQuery = z.input<typeof ProductViewQuery>;

export const mostViews = 50;

export const SaveProductViewInput = z.object({
  /** Left out for a new one. */
  id: z.uuid().optional(),
  name: z.string().trim().min(1).max(60),
  /** Everybody's in the store; else its maker's alone. */
  isShared: z.boolean(),
  query: ProductViewQuery,
});
export type SaveProductViewInput = z.input<typeof SaveProductViewInput>;

export const ProductViewIdInput = z.object({ id: z.uuid() });

const tags = z.array(name).min(1).max(50);

/** What is done to each of many products. */
export const ProductAction = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("status"), status: z.enum(["draft", "active", "archived"]) }),
  z.object({ kind: z.literal("add-tags"), tags }),
  z.object({ kind: z.literal("remove-tags"), tags }),
  z.object({ kind: z.literal("vendor"), vendor: z.string().trim().max(255) }),
  z.object({ kind: z.literal("type"), productType: z.string().trim().max(255) }),
  z.object({ kind: z.literal("add-to-collection"), collectionId: z.uuid() }),
  z.object({ kind: z.literal("remove") }),
]);
export type ProductAction = z.output<typeof ProductAction>;

export const EditProductsInput = z
  .object({
    action: ProductAction,
    /** The products by their ids, or all that meet a filter. */
    ids: z.array(z.uuid()).min(1).max(1_000).optional(),
    filter: ProductFilter.optional(),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined));
export type EditProductsInput = z.input<typeof EditProductsInput>;

export const ProductEditIdInput = z.object({ id: z.uuid() });

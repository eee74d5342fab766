import { sql } from "drizzle-orm";
import { check, index, integer } from "drizzle-orm/pg-core";
import { idOf, storeTable } from "./store-table.ts";

/** What a part of a bundle is called, and how many of it are in one bundle; as `variants.parts` has it. */
export type BundlePart = {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly sku: string | null;
  readonly quantity: number;
};

/** What is in a bundle: a variant that is made of others. */
export const bundleParts = storeTable(
  "bundle_parts",
  {
    bundleId: idOf<"variant">("bundle_id").notNull(),
    partId: idOf<"variant">("part_id").notNull(),
    position: integer("position").notNull(),
    quantity: integer("quantity").notNull(),
  },
  ["bundleId", "partId"],
  (t) => [
    index("bundle_parts_part").on(t.storeId, t.partId),
    check("bundle_parts_quantity", sql`quantity between 1 and 999`),
    check("bundle_parts_self", sql`bundle_id <> part_id`),
  ],
);

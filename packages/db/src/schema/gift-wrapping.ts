import { idOf, storeTable } from "./store-table.ts";

/** What a store wraps gifts with: a product's variant that the checkout offers beside the goods; without a row it offers none. */
export const giftWrapping = storeTable(
  "gift_wrapping",
  { variantId: idOf<"variant">("variant_id").notNull() },
  [],
);

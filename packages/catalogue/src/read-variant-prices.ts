import { authorize, list, type Reading, reading, type StoreContext, sql } from "@hutong/db";

/** What a variant costs in the store's currency, in minor units. */
export interface VariantPriceRow {
  readonly id: string;
  readonly productId: string;
  readonly price: number;
  readonly compareAtPrice: number | null;
  readonly isAvailable: boolean;
}

/** The prices of all variants of products, to be read in a burst with others: one statement. */
export function readVariantPrices(
  ctx: StoreContext,
  productIds: readonly string[],
): Reading<readonly VariantPriceRow[]> {
  authorize(ctx, "catalogue.listCards");
  return reading(
    sql<VariantPriceRow>`
      select id, product_id as "productId", price, compare_at_price as "compareAtPrice", is_available as "isAvailable"
      from variants where store_id = ${ctx.storeId} and product_id = any(${list(productIds)}::uuid[])`,
    (rows) => rows,
  );
}

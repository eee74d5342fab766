import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { FindDuplicateSkusInput } from "./product-schemas.ts";

/** A variant that has a SKU which another one has too. */
export interface SkuUse {
  readonly sku: string;
  readonly variantId: string;
  readonly productId: string;
  /** "Hoodie" and "Soot / M"; in the store's own language. */
  readonly title: string;
  readonly variant: string;
}

const mostAnswers = 500;

/**
 * Who else has the SKUs of these products, and the SKUs that are named: they may be had twice, and the merchant is told so. At most 500
 * answers.
 */
export async function findDuplicateSkus(ctx: StoreContext, input: FindDuplicateSkusInput): Promise<SkuUse[]> {
  authorize(ctx, "catalogue.findDuplicateSkus");
  const { productIds, skus } = FindDuplicateSkusInput.parse(input);
  const [rows] = await ctx.read(sql<SkuUse>`
    with asked as (
      select sku, null::uuid as id from unnest(${list(skus)}::text[]) as sku
      union all
      select v.sku, v.id from variants v
      where v.store_id = ${ctx.storeId} and v.product_id = any(${list(productIds)}::uuid[]) and v.sku is not null
    )
    select distinct other.sku, other.id as "variantId", other.product_id as "productId", p.title,
      concat_ws(' / ', nullif(other.option1, ''), nullif(other.option2, ''), nullif(other.option3, '')) as variant
    from asked
    cross join lateral (select o.* from variants o where o.store_id = ${ctx.storeId} and o.sku = asked.sku
      and (asked.id is null or o.id <> asked.id) limit 5) other
    cross join lateral (select title from products
      where store_id = ${ctx.storeId} and id = other.product_id limit 1) p
    limit ${mostAnswers}`);
  return [...rows];
}

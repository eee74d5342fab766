import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { isId } from "@hutong/kernel";
import { listProducts } from "./list-products.ts";

/** A product to choose from, with what can be bought of it. Prices in minor units of the store's currency. */
export interface GoodsItem {
  readonly id: string;
  readonly title: string;
  readonly variants: readonly { readonly id: string; readonly title: string; readonly price: number }[];
}

/** A thing by its name, as a form that refers to it shows it. */
export interface NamedGoods {
  readonly kind: "product" | "variant" | "collection";
  readonly id: string;
  readonly title: string;
}

const most = 8;

/** Products and collections that contain every word of `query`, or those changed last: eight of each. */
export async function findGoods(
  ctx: StoreContext,
  { query }: { query: string },
): Promise<{ products: GoodsItem[]; collections: NamedGoods[] }> {
  authorize(ctx, "catalogue.findGoods");
  const { items } = await listProducts(ctx, { query, limit: most });
  const ids = list(items.map(({ id }) => id));
  const [variants, collections] = await ctx.read(
    sql<{ product_id: string; id: string; title: string; price: number }>`
      select product_id, id, price, concat_ws(' / ', nullif(nullif(option1, ''), 'Default Title'), nullif(option2, ''), nullif(option3, '')) as title
      from variants where store_id = ${ctx.storeId} and product_id = any(${ids}::uuid[]) order by product_id, position`,
    sql<NamedGoods>`select 'collection' as kind, id, title from collections
      where store_id = ${ctx.storeId} and strpos(lower(title), ${query.trim().toLowerCase()}) > 0 order by position limit ${most}::int`,
  );
  const products = items.map(({ id, title }) => ({
    id,
    title,
    variants: variants
      .filter((one) => one.product_id === id)
      .map((one) => ({ id: one.id, title: one.title, price: one.price })),
  }));
  return { products, collections };
}

/** The names of products, variants and collections that are there, by their ids (1,000 at most). */
export async function nameGoods(
  ctx: StoreContext,
  { ids }: { ids: readonly string[] },
): Promise<NamedGoods[]> {
  authorize(ctx, "catalogue.nameGoods");
  const wanted = list(ids.filter(isId).slice(0, 1000));
  const [rows] = await ctx.read(sql<NamedGoods>`
    select 'product' as kind, id, title from products where store_id = ${ctx.storeId} and id = any(${wanted}::uuid[])
    union all
    select 'collection', id, title from collections where store_id = ${ctx.storeId} and id = any(${wanted}::uuid[])
    union all
    select 'variant', v.id, concat_ws(' · ', p.title, nullif(v.option1, ''), nullif(v.option2, ''), nullif(v.option3, ''))
    from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${ctx.storeId} and v.id = any(${wanted}::uuid[])`);
  return rows;
}

import { authorize, list, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";

/** Products of one transaction. */
const batch = 500;

/** How many units of a product were sold of late. */
export interface ProductSales {
  readonly productId: string;
  readonly units: number;
}

async function putBatch(tx: WriteContext, changes: readonly ProductSales[]): Promise<void> {
  const ids = list(changes.map(({ productId }) => productId));
  tx.send(sql`select from products where store_id = ${tx.storeId} and id = any(${ids}::uuid[])
    order by id for no key update`);
  const rows = await tx.run(sql<{ id: string }>`with put as (
      update collection_products cp set sold = s.units
      from ${rowset("s", { productId: "uuid", units: "bigint" }, changes)}
      where cp.store_id = ${tx.storeId} and cp.product_id = s."productId" and cp.product_id = any(${ids}::uuid[])
        and cp.sold <> s.units
      returning cp.collection_id)
    select distinct collection_id as id from put`);
  if (rows.length > 0) tx.touch(...rows.map(({ id }) => `collection:${id}`));
}

/**
 * Writes down what sold best, for collections in that order; products that are not named sold nothing. Writes only where something
 * changed.
 */
export async function putSales(ctx: StoreContext, sales: readonly ProductSales[]): Promise<void> {
  authorize(ctx, "catalogue.putSales");
  const [known] = await ctx.read(sql<ProductSales>`select product_id as "productId", min(sold) as units
    from collection_products where store_id = ${ctx.storeId} and sold > 0 group by 1`);
  const wanted = new Map(sales.map(({ productId, units }) => [productId, units]));
  const gone = known.filter(({ productId }) => !wanted.has(productId));
  const changes = [...sales, ...gone.map(({ productId }) => ({ productId, units: 0 }))].sort((a, b) =>
    a.productId < b.productId ? -1 : 1,
  );
  for (let start = 0; start < changes.length; start += batch) {
    const some = changes.slice(start, start + batch);
    await ctx.write((tx) => putBatch(tx, some));
  }
}

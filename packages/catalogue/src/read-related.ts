import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import { type CardRow, type CardView, cardColumns, toCard } from "./card.ts";

/** Neighbours of a product in the smallest-numbered collection it stands in, to be read in a burst with others. */
export function readRelated(
  ctx: StoreContext,
  input: { readonly handle: string; readonly limit: number; readonly withChoices: boolean },
): Reading<readonly CardView[]> {
  authorize(ctx, "catalogue.listCards");
  return reading(
    sql<CardRow>`select ${cardColumns(ctx, input.withChoices)}
      from (select id, (
          select c.id from collection_products mine
          join collections c on c.store_id = mine.store_id and c.id = mine.collection_id
          where mine.store_id = ${ctx.storeId} and mine.product_id = products.id order by c.position, c.id limit 1
        ) as collection_id from products where store_id = ${ctx.storeId} and handle = ${input.handle}) self
      cross join lateral (select product_id, place from collection_products
        where store_id = ${ctx.storeId} and collection_id = self.collection_id and product_id <> self.id and is_listed
        order by place, product_id limit ${input.limit}::int) m
      cross join lateral (select * from products where store_id = ${ctx.storeId} and id = m.product_id limit 1) p  order by m.place, p.id`,
    (rows) => rows.map(toCard),
  );
}

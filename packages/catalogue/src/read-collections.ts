import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import { fileUrl } from "@hutong/files";
import { type CollectionView, collectionColumns, toCollection } from "./read-collection.ts";

/** A collection as the list of all collections shows it. */
export interface CollectionCard extends CollectionView {
  /** Address of the first picture that one of its first products has. */
  readonly picture: string | null;
}

type Row = Parameters<typeof toCollection>[0] & { picture: string | null };

/** All collections of the store in their order, at most 100, to be read in a burst with others. */
export function readCollections(ctx: StoreContext): Reading<readonly CollectionCard[]> {
  authorize(ctx, "catalogue.listCollections");
  return reading(
    sql<Row>`select ${collectionColumns(ctx)},
        (select f.path from (select place, product_id from collection_products
            where store_id = ${ctx.storeId} and collection_id = c.id and is_listed order by place, product_id limit 24) cp
          join product_media m on m.store_id = ${ctx.storeId} and m.product_id = cp.product_id
          join files f on f.store_id = ${ctx.storeId} and f.id = m.file_id and f.state = 'ready'
          order by cp.place, cp.product_id, m.position limit 1) as picture
      from collections c where c.store_id = ${ctx.storeId} order by c.position, c.id limit 100`,
    (rows) =>
      rows.map((row) => ({
        ...toCollection(row),
        picture: row.picture === null ? null : fileUrl(row.picture),
      })),
  );
}

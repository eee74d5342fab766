import { authorize, list, sql, type WriteContext } from "@hutong/db";
import { summariseProducts } from "../summarise-products.ts";
import { touchProducts } from "../write-products.ts";

/** Tells lists and the page cache that files which are pictures of products became something else. */
export async function touchPictures(tx: WriteContext, fileIds: readonly string[]): Promise<void> {
  authorize(tx, "catalogue.touchPictures");
  const rows = await tx.run(sql<{ product_id: string }>`select distinct product_id from product_media
    where store_id = ${tx.storeId} and file_id = any(${list(fileIds)}::uuid[])`);
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.product_id);
  summariseProducts(tx, ids);
  await touchProducts(tx, ids);
}

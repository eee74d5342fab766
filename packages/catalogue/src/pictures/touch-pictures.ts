import { authorize, list, sql, type WriteContext } from "@hutong/db";
import { touchProducts } from "../write-products.ts";

/** Tells the page cache which pages show these files as pictures of products. */
export async function touchPictures(tx: WriteContext, fileIds: readonly string[]): Promise<void> {
  authorize(tx, "catalogue.touchPictures");
  const rows = await tx.run(sql<{ product_id: string }>`select distinct product_id from product_media
    where store_id = ${tx.storeId} and file_id = any(${list(fileIds)}::uuid[])`);
  if (rows.length === 0) return;
  await touchProducts(
    tx,
    rows.map((row) => row.product_id),
  );
}

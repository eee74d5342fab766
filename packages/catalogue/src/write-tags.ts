import { columnset, sql, type WriteContext } from "@hutong/db";
import type { WholeProduct } from "./product-rows.ts";

const tagColumns = { tag: "text", product_id: "uuid" } as const;

/**
 * Keeps products findable by their tags: a row a tag, as row security lets no index answer what an array holds. To be called with
 * every write of `products.tags`.
 * @param changed ids of those that had other tags before, as an array literal
 */
export function writeTags(tx: WriteContext, wholes: readonly WholeProduct[], changed: string | null): void {
  if (changed !== null)
    tx.send(
      sql`delete from product_tags where store_id = ${tx.storeId} and product_id = any(${changed}::uuid[])`,
    );
  const rows = wholes.flatMap(({ product }) =>
    [...new Set(product.tags)].map((tag) => ({ tag, product_id: product.id })),
  );
  if (rows.length === 0) return;
  tx.send(sql`insert into product_tags (store_id, tag, product_id)
    select ${tx.storeId}::uuid, t.tag, t.product_id from ${columnset("t", tagColumns, rows)}`);
}

import { list, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";

/** What has to let go of variants before they can be removed: inventory, which lives above the catalogue. */
export type LetGo = (tx: WriteContext, variantIds: readonly Id<"variant">[]) => Promise<void>;

/** The variants among these that still have a stock row. */
export async function variantsInStock(tx: WriteContext, variantIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.run(sql<{ variant_id: string }>`select distinct variant_id from stock
    where store_id = ${tx.storeId} and variant_id = any(${list(variantIds)}::uuid[])`);
  return new Set(rows.map((row) => row.variant_id));
}

/** Deletes variants; carts forget them, orders keep what they wrote down. */
export function removeVariants(tx: WriteContext, variantIds: readonly string[]): void {
  tx.send(sql`delete from variants where store_id = ${tx.storeId} and id = any(${list(variantIds)}::uuid[])`);
}

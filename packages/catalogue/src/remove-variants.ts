import { list, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";

/** What has to let go of variants before they can be removed: inventory, which lives above the catalogue. */
export type LetGo = (tx: WriteContext, variantIds: readonly Id<"variant">[]) => Promise<unknown>;

/**
 * The variants among these that may not be removed: with `canLetGo` those of which somebody was promised units, else
 * all that have a stock row; and those that are in a bundle. The rows are locked, so that nobody is promised any meanwhile, and the variants first: who begins to
 * count one shares its lock, as no key leads from stock to them.
 */
export async function heldVariants(
  tx: WriteContext,
  variantIds: readonly string[],
  canLetGo: boolean,
): Promise<Set<string>> {
  if (variantIds.length === 0) return new Set();
  tx.send(sql`select 1 from variants where store_id = ${tx.storeId} and id = any(${list(variantIds)}::uuid[])
    order by id for update`);
  const rows = await tx.run(sql<{ variant_id: string; is_promised: boolean }>`
    select variant_id, reserved <> 0 or committed <> 0 as is_promised from stock
    where store_id = ${tx.storeId} and variant_id = any(${list(variantIds)}::uuid[]) order by variant_id for update`);
  // What is in a bundle stays until it is taken out of that.
  const parts = await tx.run(sql<{ variant_id: string }>`select part_id as variant_id from bundle_parts
    where store_id = ${tx.storeId} and part_id = any(${list(variantIds)}::uuid[])`);
  return new Set(
    [...rows.filter((row) => row.is_promised || !canLetGo), ...parts].map((row) => row.variant_id),
  );
}

/** Deletes variants; carts forget them, orders keep what they wrote down. */
export function removeVariants(tx: WriteContext, variantIds: readonly string[]): void {
  tx.send(sql`delete from variants where store_id = ${tx.storeId} and id = any(${list(variantIds)}::uuid[])`);
}

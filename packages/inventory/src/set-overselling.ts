import { setAvailability } from "@hutong/catalogue";
import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { bundleChanges, partsAmong } from "./bundles/bundle-changes.ts";
import type { SetOversellingRow } from "./stock-schemas.ts";

/**
 * Says of counted variants whether they are sold below zero too, at every location; units stay as they are. Variants that are not counted
 * are passed over. Throws `unknown_variant`, or `stock_oversold` for one that is below zero and may be no more.
 */
export async function setOverselling(ctx: StoreContext, input: readonly SetOversellingRow[]): Promise<void> {
  authorize(ctx, "inventory.setOverselling");
  if (input.length === 0) return;
  if (!input.every(({ variantId }) => isId(variantId))) throw new AppError("not_found", "unknown_variant");
  await ctx.write(async (tx) => {
    for (const mayOversell of [true, false]) {
      const ids = input.filter((row) => row.mayOversell === mayOversell).map((row) => row.variantId);
      if (ids.length === 0) continue;
      const rows = await tx.run(sql<{
        variant_id: string;
        available: number;
        may_oversell: boolean;
        is_part: boolean;
      }>`
        select variant_id, available, may_oversell, is_part from stock
        where store_id = ${tx.storeId} and variant_id = any(${list(ids)}::uuid[])
        order by variant_id, location_id for update`);
      const below = rows.find((row) => row.available < 0);
      if (below && !mayOversell)
        throw new AppError("conflict", "stock_oversold", { params: { id: below.variant_id } });
      tx.send(sql`update stock set may_oversell = ${mayOversell}
        where store_id = ${tx.storeId} and variant_id = any(${list(ids)}::uuid[]) and may_oversell <> ${mayOversell}`);
      const there = new Set(
        rows.filter((row) => mayOversell || row.available > 0).map((row) => row.variant_id),
      );
      const counted = [...new Set(rows.map((row) => row.variant_id))];
      await setAvailability(tx, [
        ...counted.map((variantId) => ({ variantId, isAvailable: there.has(variantId) })),
        ...(await bundleChanges(tx, partsAmong(rows))),
      ]);
    }
  });
}

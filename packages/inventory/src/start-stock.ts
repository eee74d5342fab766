import { setAvailability } from "@hutong/catalogue";
import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import { locationOf } from "./locations.ts";
import { judgedStock } from "./set-stock.ts";
import type { SetStockRow } from "./stock-schemas.ts";

/**
 * Begins to count variants at the default location that the same write has just made: what `setStock` would do, by half the
 * statements. `product.created` tells of them, so there is no event of their own. Answers of how many there
 * are units. Throws
 * `quantity_invalid`, `quantity_too_large`, `quantity_negative` or `location_missing`.
 */
export async function startStock(ctx: StoreContext, input: readonly SetStockRow[]): Promise<number> {
  authorize(ctx, "inventory.startStock");
  if (input.length === 0) return 0;
  const rows = input.map((row, index) => ({ ...judgedStock(row, index), movementId: newId() }));
  return await ctx.write((tx) => insertStock(tx, rows));
}

async function insertStock(
  tx: WriteContext,
  rows: readonly (SetStockRow & { readonly movementId: string })[],
): Promise<number> {
  const made = await tx.run(sql<{ variant_id: Id<"variant">; is_there: boolean }>`
    with given as materialized (
      select g.*, l.id as location_id
      from jsonb_to_recordset(${rows}::jsonb) as g("variantId" uuid, available int, "mayOversell" boolean, "movementId" uuid)
      join locations l on l.store_id = ${tx.storeId} and l.id = ${locationOf(tx, undefined)}
    ), made as (
      insert into stock (store_id, variant_id, location_id, on_hand, available, committed, reserved, damaged, safety_stock,
        quality_control, may_oversell)
      select ${tx.storeId}::uuid, "variantId", location_id, available, available, 0, 0, 0, 0, 0,
        coalesce("mayOversell", false)
      from given returning variant_id, available > 0 or may_oversell as is_there
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at)
      select ${tx.storeId}::uuid, "movementId", "variantId", location_id, 'set', available, available, 0, 0, 0, 0, 0,
        ${tx.actor.kind}, ${tx.actor.id ?? ""}, app_now()
      from given where available <> 0
    )
    select variant_id, is_there from made`);
  if (made.length < rows.length) throw new AppError("precondition", "location_missing");
  const soldOut = made.filter((row) => !row.is_there);
  await setAvailability(
    tx,
    soldOut.map((row) => ({ variantId: row.variant_id, isAvailable: false })),
  );
  return rows.filter((row) => row.available !== 0).length;
}

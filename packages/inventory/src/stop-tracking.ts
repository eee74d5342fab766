import { setAvailability } from "@hutong/catalogue";
import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { bundleChanges } from "./bundles/bundle-changes.ts";

/**
 * Stops counting variants that are about to be removed: for `upsertProducts`. Rows with units reserved or committed
 * stay: they belong to somebody's checkout or order; so do those of which some are on their way. Answers the variants that are counted no more.
 */
export async function untrackStock(tx: WriteContext, variantIds: readonly string[]): Promise<string[]> {
  const rows = await tx.run(sql<{ variant_id: string }>`
    with gone as (
      delete from stock where store_id = ${tx.storeId} and variant_id = any(${list(variantIds)}::uuid[])
        and reserved = 0 and committed = 0 and not exists (select from consignment_lines i
          where i.store_id = stock.store_id and i.variant_id = stock.variant_id and i.incoming > 0)
      returning variant_id, location_id, on_hand, available, damaged, safety_stock, quality_control
    ), moved as (
      insert into stock_movements (store_id, id, variant_id, location_id, kind, on_hand, available, committed, reserved,
        damaged, safety_stock, quality_control, reference_kind, reference_id, at)
      select ${tx.storeId}::uuid, gen_random_uuid(), variant_id, location_id, 'set', -on_hand, -available, 0, 0,
        -damaged, -safety_stock, -quality_control, ${tx.actor.kind}, ${tx.actor.id ?? ""}, app_now()
      from gone
    )
    select distinct variant_id from gone`);
  return rows.map((row) => row.variant_id);
}

/**
 * Stops counting variants that stay: from now on they can always be bought. One with units reserved or committed
 * goes on being counted. Answers how many are counted no more.
 */
export async function stopTracking(ctx: StoreContext, variantIds: readonly string[]): Promise<number> {
  authorize(ctx, "inventory.stopTracking");
  if (variantIds.length === 0) return 0;
  return ctx.write(async (tx) => {
    const gone = await untrackStock(tx, variantIds);
    await setAvailability(tx, [
      ...gone.map((variantId) => ({ variantId, isAvailable: true })),
      ...(await bundleChanges(tx, gone)),
    ]);
    for (const id of gone) tx.emit({ kind: "stock.untracked", subject: ["variant", id] });
    return gone.length;
  });
}

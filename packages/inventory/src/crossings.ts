import { setAvailability } from "@hutong/catalogue";
import { list, sql, type WriteContext } from "@hutong/db";
import { bundleChanges, partsAmong } from "./bundles/bundle-changes.ts";

/**
 * Tells the catalogue which variants went through zero; a sale that does not change the class of a product
 * costs it nothing; nor does one of what is in no bundle. What may be oversold counts as 1: it never crosses.
 */
export async function crossings(
  tx: WriteContext,
  rows: readonly { variant_id: string; before: number; after: number; is_part: boolean }[],
): Promise<void> {
  const crossed = rows.filter((row) => row.before > 0 !== row.after > 0);
  const parts = partsAmong(rows);
  if (crossed.length === 0 && parts.length === 0) return;
  const elsewhere = await stillThere(
    tx,
    crossed.filter((row) => row.after <= 0).map((row) => row.variant_id),
  );
  await setAvailability(tx, [
    ...crossed.map((row) => ({
      variantId: row.variant_id,
      isAvailable: row.after > 0 || elsewhere.has(row.variant_id),
    })),
    ...(await bundleChanges(tx, parts)),
  ]);
}

/**
 * Of variants that a location has no more of, those that another still has. They are locked before they are judged, so that two last
 * units that are sold at two locations at once do not miss each other. One statement for a store of one location.
 */
export async function stillThere(
  tx: WriteContext,
  variantIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (variantIds.length === 0) return new Set();
  const ids = list(variantIds);
  const locked = await tx.run(sql<{ is_elsewhere: boolean }>`
    select (select count(*) from stock s where s.store_id = ${tx.storeId} and s.variant_id = v.id) > 1 as is_elsewhere
    from variants v where v.store_id = ${tx.storeId} and v.id = any(${ids}::uuid[]) order by v.id for update`);
  if (!locked.some((row) => row.is_elsewhere)) return new Set();
  const rows = await tx.run(sql<{ variant_id: string }>`
    select distinct variant_id from stock
    where store_id = ${tx.storeId} and variant_id = any(${ids}::uuid[]) and (available > 0 or may_oversell)`);
  return new Set(rows.map((row) => row.variant_id));
}

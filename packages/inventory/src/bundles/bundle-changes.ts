import { list, sql, type WriteContext } from "@hutong/db";

/** Whether a variant can be bought, as `setAvailability` is told it. */
export interface Availability {
  readonly variantId: string;
  readonly isAvailable: boolean;
}

/** Condition that a bundle `v` can be bought: at one location there is enough of each of its parts, or they are not counted. */
async function judge(tx: WriteContext, ids: string): Promise<Availability[]> {
  return await tx.run(sql<Availability>`
    select v.id as "variantId", exists (select from locations l where l.store_id = ${tx.storeId} and l.is_active and not exists (
      select from bundle_parts b where b.store_id = ${tx.storeId} and b.bundle_id = v.id
        and exists (select from stock a where a.store_id = ${tx.storeId} and a.variant_id = b.part_id)
        and not exists (select from stock s where s.store_id = ${tx.storeId} and s.variant_id = b.part_id and s.location_id = l.id
          and (s.may_oversell or s.available >= b.quantity)))) as "isAvailable"
    from variants v where v.store_id = ${tx.storeId} and v.id = any(${ids}::uuid[])`);
}

/**
 * Whether bundles can be bought, some of whose parts have changed (`stock.is_part` says which are any's). They are locked before they are
 * judged, so that two last parts that are sold at once do not miss each other: behind stock and parts, ahead of products.
 */
export async function bundleChanges(tx: WriteContext, partIds: readonly string[]): Promise<Availability[]> {
  if (partIds.length === 0) return [];
  const rows = await tx.run(sql<{ id: string }>`
    select v.id from variants v where v.store_id = ${tx.storeId} and v.id in (
      select b.bundle_id from bundle_parts b where b.store_id = ${tx.storeId} and b.part_id = any(${list(partIds)}::uuid[]))
    order by v.id for update`);
  return rows.length === 0 ? [] : await judge(tx, list(rows.map(({ id }) => id)));
}

/** The same of one bundle that the caller has locked. */
export async function judgeBundle(tx: WriteContext, id: string): Promise<Availability[]> {
  return await judge(tx, list([id]));
}

/** Ids of the variants among rows of stock that are parts of bundles. */
export function partsAmong(
  rows: readonly { readonly variant_id: string; readonly is_part: boolean }[],
): string[] {
  return [...new Set(rows.filter((row) => row.is_part).map((row) => row.variant_id))];
}

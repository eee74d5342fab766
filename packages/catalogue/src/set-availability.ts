import { list, sql, type WriteContext } from "@hutong/db";
import { judgeProducts } from "./collections/judge-products.ts";
import { refreshMembers } from "./collections/membership.ts";
import { summariseProducts } from "./summarise-products.ts";

/**
 * Says which variants can be bought now; inventory calls it when a variant crosses zero. Pages are told only
 * where something changes: the product's own when a variant does, lists and collections when the product as a
 * whole becomes sold out or comes back. Costs one statement when nothing changes.
 */
export async function setAvailability(
  tx: WriteContext,
  changes: readonly { readonly variantId: string; readonly isAvailable: boolean }[],
): Promise<void> {
  if (changes.length === 0) return;
  const changed = await tx.run(sql<{ product_id: string }>`
    update variants v set is_available = c."isAvailable"
    from jsonb_to_recordset(${changes}::jsonb) as c("variantId" uuid, "isAvailable" boolean)
    where v.store_id = ${tx.storeId} and v.id = c."variantId" and v.is_available <> c."isAvailable"
    returning v.product_id`);
  if (changed.length === 0) return;
  const changedIds = [...new Set(changed.map((row) => row.product_id))].sort();
  tx.touch(...changedIds.map((id) => `product:${id}`));
  // The product is locked before it is judged, so that two last variants sold at once do not miss each other.
  const before = await tx.run(sql<{ id: string; is_available: boolean }>`select id, is_available from products
    where store_id = ${tx.storeId} and id = any(${list(changedIds)}::uuid[]) order by id for update`);
  const was = new Map(before.map((row) => [row.id, row.is_available]));
  summariseProducts(tx, changedIds);
  const after = await tx.run(sql<{
    id: string;
    is_available: boolean;
    collections: string[] | null;
    has_rules: boolean;
  }>`
    select p.id, p.is_available, (select jsonb_agg(cp.collection_id) from collection_products cp
        where cp.store_id = ${tx.storeId} and cp.product_id = p.id) as collections,
      exists (select 1 from collections k where k.store_id = ${tx.storeId} and k.rules is not null) as has_rules
    from products p where p.store_id = ${tx.storeId} and p.id = any(${list(changedIds)}::uuid[])`);
  const flipped = after.filter((row) => row.is_available !== was.get(row.id));
  if (flipped.length === 0) return;
  const ids = flipped.map((row) => row.id);
  if (flipped.some((row) => row.collections)) refreshMembers(tx, ids);
  if (flipped[0]!.has_rules) await judgeProducts(tx, ids);
  tx.touch("products", ...flipped.flatMap((row) => (row.collections ?? []).map((id) => `collection:${id}`)));
}

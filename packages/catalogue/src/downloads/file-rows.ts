import { fragment, list, sql, type WriteContext } from "@hutong/db";
import type { FilePart } from "@hutong/files";
import { AppError, type Id, isId } from "@hutong/kernel";

export interface DigitalFileRow {
  readonly id: Id<"digital-file">;
  readonly name: string;
  readonly bytes: number;
  readonly parts: readonly FilePart[];
  readonly state: "uploading" | "ready";
}

/** A file with its row locked until the write ends. Throws `digital_file_not_found`. */
export async function lockDigitalFile(tx: WriteContext, id: string): Promise<DigitalFileRow> {
  const [row] = isId(id)
    ? await tx.run(sql<DigitalFileRow>`select id, name, bytes, parts, state from digital_files
        where store_id = ${tx.storeId} and id = ${id} for update`)
    : [];
  if (!row) throw new AppError("not_found", "digital_file_not_found");
  return row;
}

/** Refuses variants that are not this product's: `unknown_variant`; or a product that is not there: `product_not_found`. */
export async function demandVariants(
  tx: WriteContext,
  productId: string,
  variantIds: readonly string[],
): Promise<void> {
  const rows = await tx.run(sql<{ id: string | null }>`
    select v.id from products p left join variants v on v.store_id = p.store_id and v.product_id = p.id
      and v.id = any(${list(variantIds)}::uuid[])
    where p.store_id = ${tx.storeId} and p.id = ${productId}`);
  if (rows.length === 0) throw new AppError("not_found", "product_not_found");
  const known = new Set(rows.map(({ id }) => id));
  if (variantIds.some((id) => !known.has(id)))
    throw new AppError("not_found", "unknown_variant", { field: "variantIds" });
}

// Of a variant `v`: a whole file is with it, or with something that it is made of.
function hasFile(tx: WriteContext): object {
  return fragment`exists (select from (
      select v.id union all select b.part_id from bundle_parts b where b.store_id = ${tx.storeId} and b.bundle_id = v.id
    ) s cross join lateral (
      select l.file_id from variant_files l where l.store_id = ${tx.storeId} and l.variant_id = s.id
    ) l join digital_files d on d.store_id = ${tx.storeId} and d.id = l.file_id and d.state = 'ready')`;
}

/** Says anew of a variant whose parts are others whether there is something to download in it. */
export function markBundleDigital(tx: WriteContext, variantId: string): void {
  tx.send(sql`update variants v set is_digital = not v.is_digital
    where v.store_id = ${tx.storeId} and v.id = ${variantId} and v.is_digital <> ${hasFile(tx)}`);
}

/** Says anew of a product's variants, and of bundles with them, which have something to download. */
export function markDigital(tx: WriteContext, productId: string): void {
  tx.send(sql`update variants v set is_digital = not v.is_digital
    where v.store_id = ${tx.storeId} and v.product_id = ${productId} and v.is_digital <> ${hasFile(tx)}`);
  tx.send(sql`update variants v set is_digital = not v.is_digital
    where v.store_id = ${tx.storeId} and v.id = any(array(
        select b.bundle_id from variants own cross join lateral (
          select b.bundle_id from bundle_parts b where b.store_id = ${tx.storeId} and b.part_id = own.id
        ) b where own.store_id = ${tx.storeId} and own.product_id = ${productId}))
      and v.is_digital <> ${hasFile(tx)}`);
  tx.emit({ kind: "product.updated", subject: ["product", productId] });
}

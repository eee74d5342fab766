import { list, sql, type WriteContext } from "@hutong/db";
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

/** Says anew of a product's variants which have something to download. */
export function markDigital(tx: WriteContext, productId: string): void {
  tx.send(sql`update variants v set is_digital = not v.is_digital
    where v.store_id = ${tx.storeId} and v.product_id = ${productId} and v.is_digital <> exists (
      select from variant_files l join digital_files d on d.store_id = l.store_id and d.id = l.file_id and d.state = 'ready'
      where l.store_id = ${tx.storeId} and l.variant_id = v.id)`);
  tx.emit({ kind: "product.updated", subject: ["product", productId] });
}

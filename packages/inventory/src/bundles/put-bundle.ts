import { markBundleDigital, setAvailability } from "@hutong/catalogue";
import { authorize, fragment, list, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { judgeBundle } from "./bundle-changes.ts";
import { mostParts, PutBundleInput } from "./schemas.ts";

interface VariantRow {
  readonly id: string;
  readonly product_id: string;
  readonly is_bundle: boolean;
  readonly is_part: boolean;
}

type Parts = readonly { readonly variantId: string; readonly quantity: number }[];

function judgeParts(variantId: string, parts: Parts): void {
  const refuse = (code: string, row: number) =>
    new AppError("invalid", code, { field: `parts.${row}`, params: { row: row + 1 } });
  if (parts.length > mostParts)
    throw new AppError("invalid", "bundle_too_many_parts", { params: { most: mostParts } });
  const seen = new Set<string>();
  for (const [row, part] of parts.entries()) {
    if (part.variantId === variantId) throw refuse("bundle_of_itself", row);
    if (seen.has(part.variantId)) throw refuse("bundle_part_twice", row);
    seen.add(part.variantId);
  }
}

// Stock before variants, each in the order of its key, as sales lock them.
async function lock(tx: WriteContext, ids: readonly string[]): Promise<VariantRow[]> {
  await tx.run(sql`select from stock where store_id = ${tx.storeId} and variant_id = any(${list(ids)}::uuid[])
    order by variant_id, location_id for update`);
  return await tx.run(sql<VariantRow>`select id, product_id, parts is not null as is_bundle, is_part from variants
    where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[]) order by id for update`);
}

// Units of its own would be sold by nobody.
async function forgetOwnStock(tx: WriteContext, variantId: string): Promise<void> {
  const rows = await tx.run(sql<{ is_empty: boolean }>`
    select on_hand = 0 and committed = 0 and reserved = 0 and available = 0 and not exists (select from consignment_lines i
      where i.store_id = ${tx.storeId} and i.variant_id = ${variantId} and i.incoming > 0) as is_empty
    from stock where store_id = ${tx.storeId} and variant_id = ${variantId}`);
  if (rows.some((row) => !row.is_empty)) throw new AppError("conflict", "bundle_tracked");
  tx.send(sql`delete from stock where store_id = ${tx.storeId} and variant_id = ${variantId}`);
}

const partColumns = { id: "uuid", n: "int", quantity: "int" } as const;

function write(tx: WriteContext, variantId: string, parts: Parts, touched: readonly string[]): void {
  const rows = parts.map(({ variantId: id, quantity }, n) => ({ id, n, quantity }));
  tx.send(sql`delete from bundle_parts where store_id = ${tx.storeId} and bundle_id = ${variantId}`);
  if (rows.length > 0)
    tx.send(sql`insert into bundle_parts (store_id, bundle_id, part_id, position, quantity)
      select ${tx.storeId}::uuid, ${variantId}::uuid, g.id, g.n, g.quantity from ${rowset("g", partColumns, rows)}`);
  tx.send(sql`update variants set parts = (
      select jsonb_agg(jsonb_build_object('variantId', v.id, 'productId', v.product_id, 'quantity', b.quantity, 'sku', v.sku, 'title',
        concat_ws(' · ', p.title, nullif(nullif(v.option1, ''), 'Default Title'), nullif(v.option2, ''), nullif(v.option3, ''))) order by b.position)
      from bundle_parts b
      join variants v on v.store_id = b.store_id and v.id = b.part_id
      join products p on p.store_id = v.store_id and p.id = v.product_id
      where b.store_id = ${tx.storeId} and b.bundle_id = ${variantId})
    where store_id = ${tx.storeId} and id = ${variantId}`);
  const isPart = fragment`exists (select from bundle_parts b where b.store_id = ${tx.storeId} and b.part_id = `;
  tx.send(sql`update variants v set is_part = not v.is_part where v.store_id = ${tx.storeId} and v.id = any(${list(touched)}::uuid[])
    and v.is_part <> ${isPart} v.id)`);
  tx.send(sql`update stock s set is_part = not s.is_part where s.store_id = ${tx.storeId} and s.variant_id = any(${list(touched)}::uuid[])
    and s.is_part <> ${isPart} s.variant_id)`);
}

/**
 * Says what a variant is made of: from now on its stock is that of its parts, and selling it sells them. What open checkouts have frozen
 * stays. Throws `unknown_variant`, `bundle_of_itself`, `bundle_in_bundle` (a part is one), `bundle_is_part` (it is in one itself),
 * `bundle_part_twice`, each with the `row` at fault counted from 1, `bundle_too_many_parts`, or `bundle_tracked` where units of its own
 * are counted.
 */
export async function putBundle(ctx: StoreContext, input: PutBundleInput): Promise<void> {
  authorize(ctx, "inventory.putBundle");
  const { variantId, parts } = PutBundleInput.parse(input);
  judgeParts(variantId, parts);
  await ctx.write(async (tx) => {
    const before = await tx.run(sql<{ part_id: string }>`select part_id from bundle_parts
      where store_id = ${tx.storeId} and bundle_id = ${variantId}`);
    const ids = [
      ...new Set([variantId, ...parts.map((part) => part.variantId), ...before.map((row) => row.part_id)]),
    ];
    const known = new Map((await lock(tx, ids)).map((row) => [row.id, row]));
    const own = known.get(variantId);
    if (!own) throw new AppError("not_found", "unknown_variant");
    for (const [row, part] of parts.entries()) {
      const found = known.get(part.variantId);
      const at = { field: `parts.${row}`, params: { row: row + 1 } };
      if (!found) throw new AppError("not_found", "bundle_part_unknown", at);
      if (found.is_bundle) throw new AppError("conflict", "bundle_in_bundle", at);
    }
    if (own.is_part && parts.length > 0) throw new AppError("conflict", "bundle_is_part");
    if (parts.length > 0) await forgetOwnStock(tx, variantId);
    write(tx, variantId, parts, ids);
    markBundleDigital(tx, variantId);
    const changes = await judgeBundle(tx, variantId);
    await setAvailability(tx, changes);
    tx.touch(`product:${own.product_id}`);
    tx.emit({ kind: "product.updated", subject: ["product", own.product_id] });
  });
}

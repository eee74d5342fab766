import { authorize, fragment, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { lockProducts, type WholeProduct } from "./product-rows.ts";
import { heldVariants, type LetGo } from "./remove-variants.ts";
import { readSynonyms } from "./search/synonym-terms.ts";
import { touchProducts } from "./write-products.ts";

/**
 * Removes products for good, with all that hangs on them; carts forget them, orders keep what they wrote down. Those with
 * units that somebody was promised stay. Answers which are gone; an id without a product is left out.
 * @param letGo gives up what inventory has of their variants
 */
export async function removeProducts(
  ctx: StoreContext,
  ids: readonly string[],
  letGo: LetGo,
): Promise<ReadonlySet<string>> {
  authorize(ctx, "catalogue.removeProducts");
  if (ids.length === 0) return new Set();
  return await ctx.write((tx) => removeLocked(tx, ids, letGo));
}

async function removeLocked(
  tx: WriteContext,
  ids: readonly string[],
  letGo: LetGo,
): Promise<ReadonlySet<string>> {
  const known = await lockProducts(tx, { ids });
  await readSynonyms(tx); // nobody makes terms of these products meanwhile
  const variantsOf = ({ variants }: WholeProduct) => variants.map((variant) => variant.id);
  const held = await heldVariants(tx, known.flatMap(variantsOf), true);
  const gone = known.filter((whole) => !variantsOf(whole).some((id) => held.has(id)));
  const goneIds = gone.map(({ product }) => product.id);
  if (goneIds.length === 0) return new Set();
  await letGo(tx, gone.flatMap(variantsOf));
  await touchProducts(tx, goneIds);
  tx.send(sql`delete from translations where store_id = ${tx.storeId} and resource_kind = 'product'
    and resource_id = any(${list(goneIds)}::text[])`);
  tx.send(
    sql`delete from product_terms where store_id = ${tx.storeId} and product_id = any(${list(goneIds)}::uuid[])`,
  );
  // No key leads from these to their product: each import would look it up a row.
  for (const table of [fragment`variants`, fragment`product_tags`, fragment`product_media`])
    tx.send(
      sql`delete from ${table} where store_id = ${tx.storeId} and product_id = any(${list(goneIds)}::uuid[])`,
    );
  tx.send(sql`delete from products where store_id = ${tx.storeId} and id = any(${list(goneIds)}::uuid[])`);
  for (const id of goneIds) tx.emit({ kind: "product.removed", subject: ["product", id] });
  return new Set(goneIds);
}

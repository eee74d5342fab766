import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { lockProducts, type WholeProduct } from "./product-rows.ts";
import { heldVariants, type LetGo, removeVariants } from "./remove-variants.ts";
import { writeProducts } from "./write-products.ts";

/**
 * Gives products back what they were, as `upsertProducts` told of them before it changed them: variants that came meanwhile go,
 * those that went come back under their own ids. Products that are gone, or of whose newer variants somebody was promised
 * units, stay as they are. Answers which were restored.
 * @param letGo gives up what inventory has of variants that go
 */
export async function restoreProducts(
  ctx: StoreContext,
  wholes: readonly WholeProduct[],
  letGo: LetGo,
): Promise<ReadonlySet<string>> {
  authorize(ctx, "catalogue.restoreProducts");
  if (wholes.length === 0) return new Set();
  return await ctx.write(async (tx) => {
    const now = await lockProducts(tx, { ids: wholes.map(({ product }) => product.id) });
    const wanted = new Map<string, WholeProduct>(wholes.map((whole) => [whole.product.id, whole]));
    const plans = now.map(({ product, variants }) => {
      const before = wanted.get(product.id)!;
      const kept = new Set(before.variants.map((variant) => variant.id));
      return { before, newer: variants.map((variant) => variant.id).filter((id) => !kept.has(id)) };
    });
    const held = await heldVariants(
      tx,
      plans.flatMap(({ newer }) => newer),
      true,
    );
    const restored = plans.filter(({ newer }) => !newer.some((id) => held.has(id)));
    const gone = restored.flatMap(({ newer }) => newer);
    if (gone.length > 0) {
      await letGo(tx, gone);
      removeVariants(tx, gone);
    }
    const ids = restored.map(({ before }) => before.product.id);
    // Texts in other languages are written over what is there; those that came meanwhile go first.
    tx.send(sql`delete from translations where store_id = ${tx.storeId} and resource_kind = 'product'
      and resource_id = any(${list(ids)}::text[])`);
    await writeProducts(
      tx,
      [],
      restored.map(({ before }) => before),
    );
    return new Set<string>(ids);
  });
}

import { createProduct, putPurchaseRules, savePictures, updateProduct } from "@hutong/catalogue";
import type { StoreContext, WriteContext } from "@hutong/db";
import { setAvailable, setOverselling, setStock, stopTracking, untrackStock } from "@hutong/inventory";
import { AppError, type Id } from "@hutong/kernel";
import type { z } from "zod";
import type { CreateProductForm, SaveProductForm } from "./schemas.ts";

/** A product, its variants and their stock: all of it or nothing. */
export async function saveProduct(
  ctx: StoreContext,
  { stock, addedStock, overselling, uncounted, ...product }: z.output<typeof SaveProductForm>,
): Promise<{ version: number }> {
  return await ctx.write(async (tx) => {
    const { version, added } = await updateProduct(tx, product, untrackStock);
    await startStock(tx, added, addedStock);
    if (stock.length > 0) await setAvailable(tx, stock);
    await setOverselling(tx, overselling);
    // Units that an order or a checkout holds go on being counted, so the whole form is refused.
    if ((await stopTracking(tx, uncounted)) < uncounted.length)
      throw new AppError("conflict", "stock_in_use");
    return { version };
  });
}

async function startStock(
  tx: WriteContext,
  added: readonly Id<"variant">[],
  stock: z.output<typeof SaveProductForm>["addedStock"],
): Promise<void> {
  const started = stock.flatMap(({ index, ...row }) => {
    const variantId = added[index];
    return variantId ? [{ variantId, ...row }] : [];
  });
  if (started.length > 0) await setStock(tx, started);
}

/** Makes a product with its variants, their stock, its pictures and what it is bought by: all of it or nothing. */
export async function createWhole(
  ctx: StoreContext,
  { added, addedStock, pictures, rules, template, publishAt, ...product }: z.output<typeof CreateProductForm>,
): Promise<{ id: Id<"product">; handle: string }> {
  return await ctx.write(async (tx) => {
    const { id, handle, variantIds } = await createProduct(tx, { ...product, variants: added });
    await startStock(tx, variantIds, addedStock);
    if (template !== undefined || publishAt !== undefined)
      await updateProduct(tx, { id, version: 1, template, publishAt });
    if (pictures.length > 0) await savePictures(tx, { productId: id, known: [], pictures });
    if (rules) await putPurchaseRules(tx, { productId: id, ...rules });
    return { id, handle };
  });
}

/** What became of one product of a sheet. */
export type SheetOutcome =
  | { readonly id: string; readonly version: number }
  | {
      readonly id: string;
      readonly code: string;
      readonly field: string | null;
      readonly params: Readonly<Record<string, string | number>>;
    };

/** Saves each product for itself: one that is refused keeps nobody else's changes back. */
export async function saveSheet(
  ctx: StoreContext,
  products: readonly z.output<typeof SaveProductForm>[],
): Promise<SheetOutcome[]> {
  const outcomes: SheetOutcome[] = [];
  for (const product of products) {
    try {
      outcomes.push({ id: product.id, ...(await saveProduct(ctx, product)) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcomes.push({
        id: product.id,
        code: error.code,
        field: error.field ?? null,
        params: error.params,
      });
    }
  }
  return outcomes;
}

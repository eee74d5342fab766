import { authorize, isDatabaseError, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { type JudgedProduct, judgeProduct } from "./judge-product.ts";
import { mergeProduct } from "./merge-product.ts";
import type { ProductInput } from "./product-schemas.ts";
import { storeCurrency } from "./upsert-products.ts";
import { writeProducts } from "./write-products.ts";

const mostTries = 20;

/**
 * Makes a product. A handle that is given must be free (`product_handle_taken`); one that is made of the title gets
 * a number when somebody has it. Throws `price_missing`
 * and the codes of `judgeProduct`. Answers the ids of its variants in the order they were given.
 */
export async function createProduct(
  ctx: StoreContext,
  input: ProductInput,
): Promise<{ id: Id<"product">; handle: string; variantIds: readonly Id<"variant">[] }> {
  authorize(ctx, "catalogue.createProduct");
  const unpriced = input.variants?.findIndex((variant) => variant.price === undefined) ?? 0;
  if (unpriced >= 0) throw new AppError("invalid", "price_missing", { field: `variants.${unpriced}.price` });
  const judged = judgeProduct(input, await storeCurrency(ctx));
  try {
    return await ctx.write(async (tx) => {
      const handle = await freeHandle(tx, judged, input.handle !== undefined);
      const whole = mergeProduct({ ...judged, handle }, undefined);
      await writeProducts(tx, [whole], []);
      return { id: whole.product.id, handle, variantIds: whole.variants.map((variant) => variant.id) };
    });
  } catch (error) {
    throw isDatabaseError(error, "23505", "products_handle") ? taken(judged.handle) : error;
  }
}

function taken(handle: string): AppError {
  return new AppError("conflict", "product_handle_taken", { field: "handle", params: { handle } });
}

async function freeHandle(tx: WriteContext, judged: JudgedProduct, isGiven: boolean): Promise<string> {
  const numbered = Array.from({ length: mostTries }, (_, index) => `${judged.handle}-${index + 2}`);
  const candidates = isGiven ? [judged.handle] : [judged.handle, ...numbered];
  const rows = await tx.run(sql<{ handle: string }>`select handle from products
    where store_id = ${tx.storeId} and handle = any(${list(candidates)}::text[])`);
  const known = new Set(rows.map((row) => row.handle));
  const free = candidates.find((candidate) => !known.has(candidate));
  if (!free) throw taken(judged.handle);
  return free;
}

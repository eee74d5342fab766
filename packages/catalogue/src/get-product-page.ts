import { authorize, readTogether, type StoreContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { type ProductPage, readProductPage } from "./read-product-page.ts";

/** A product's page by its handle, in the context's language. Throws `product_not_found`. */
export async function getProductPage(
  ctx: StoreContext,
  input: { readonly handle: string },
): Promise<ProductPage> {
  authorize(ctx, "catalogue.getProductPage");
  const [page] = await readTogether(ctx, readProductPage(ctx, input.handle));
  if (!page) throw new AppError("not_found", "product_not_found", { params: { handle: input.handle } });
  return page;
}

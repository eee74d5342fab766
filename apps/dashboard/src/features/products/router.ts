import { createProduct, getProduct, listProducts, putPurchaseRules, updateProduct } from "@hutong/catalogue";
import { GetProductInput, ListProductsInput, PutPurchaseRulesInput } from "@hutong/catalogue/schemas";
import { setAvailable, stopTracking } from "@hutong/inventory";
import { AppError } from "@hutong/kernel";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";
import { CreateProductForm, SaveProductForm } from "./schemas.ts";

export const productsRouter = router({
  list: storeProcedureFor("catalogue.read")
    .input(InStore.extend(ListProductsInput.shape))
    .query(({ ctx, input }) => listProducts(ctx.store, input)),
  get: storeProcedureFor("catalogue.read")
    .input(InStore.extend(GetProductInput.shape))
    .query(({ ctx, input }) => getProduct(ctx.store, input)),
  /** The product and the stock of its variants, both or neither. */
  save: storeProcedureFor("catalogue.write")
    .input(InStore.extend(SaveProductForm.shape))
    .mutation(({ ctx, input: { stock, uncounted, ...product } }) =>
      ctx.store.write(async (tx) => {
        const saved = await updateProduct(tx, product);
        if (stock.length > 0) await setAvailable(tx, stock);
        // Units that an order or a checkout holds go on being counted, so the whole form is refused.
        if ((await stopTracking(tx, uncounted)) < uncounted.length)
          throw new AppError("conflict", "stock_in_use");
        return saved;
      }),
    ),
  putPurchaseRules: storeProcedureFor("catalogue.write")
    .input(InStore.extend(PutPurchaseRulesInput.shape))
    .mutation(({ ctx, input: { store: _, ...rules } }) => putPurchaseRules(ctx.store, rules)),
  create: storeProcedureFor("catalogue.write")
    .input(InStore.extend(CreateProductForm.shape))
    .mutation(({ ctx, input: { available, price, sku, ...product } }) =>
      ctx.store.write(async (tx) => {
        const made = await createProduct(tx, { ...product, variants: [{ price, sku, options: [] }] });
        const { variants } = await getProduct(tx, { id: made.id });
        const [variant] = variants;
        if (variant && available !== null) await setAvailable(tx, [{ variantId: variant.id, available }]);
        return made;
      }),
    ),
});

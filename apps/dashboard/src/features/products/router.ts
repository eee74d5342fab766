import {
  createProduct,
  findDuplicateSkus,
  getProduct,
  getProducts,
  listProducts,
  putPurchaseRules,
} from "@hutong/catalogue";
import {
  FindDuplicateSkusInput,
  GetProductInput,
  ListProductsInput,
  PutPurchaseRulesInput,
} from "@hutong/catalogue/schemas";
import { setAvailable } from "@hutong/inventory";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";
import { saveProduct, saveSheet } from "./save-product.ts";
import { CreateProductForm, ReadSheetForm, SaveProductForm, SaveSheetForm } from "./schemas.ts";

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
    .mutation(({ ctx, input: { store: _, ...form } }) => saveProduct(ctx.store, form)),
  /** Products as rows of a sheet; those that are gone are left out. */
  sheet: storeProcedureFor("catalogue.read")
    .input(InStore.extend(ReadSheetForm.shape))
    .query(({ ctx, input }) => getProducts(ctx.store, input)),
  saveSheet: storeProcedureFor("catalogue.write")
    .input(InStore.extend(SaveSheetForm.shape))
    .mutation(({ ctx, input }) => saveSheet(ctx.store, input.products)),
  duplicateSkus: storeProcedureFor("catalogue.read")
    .input(InStore.extend(FindDuplicateSkusInput.shape))
    .query(({ ctx, input }) => findDuplicateSkus(ctx.store, input)),
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

import {
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
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";
import { packProduct } from "./packed-product.ts";
import { createWhole, saveProduct, saveSheet } from "./save-product.ts";
import { CreateProductForm, ReadSheetForm, SaveProductForm, SaveSheetForm } from "./schemas.ts";

export const productsRouter = router({
  list: storeProcedureFor("catalogue.read")
    .input(InStore.extend(ListProductsInput.shape))
    .query(({ ctx, input }) => listProducts(ctx.store, input)),
  get: storeProcedureFor("catalogue.read")
    .input(InStore.extend(GetProductInput.shape))
    .query(({ ctx, input }) => getProduct(ctx.store, input)),
  /** The same for its form, small enough to come with the page. */
  form: storeProcedureFor("catalogue.read")
    .input(InStore.extend(GetProductInput.shape))
    .query(async ({ ctx, input }) => packProduct(await getProduct(ctx.store, input))),
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
    .mutation(({ ctx, input: { store: _, ...form } }) => createWhole(ctx.store, form)),
});

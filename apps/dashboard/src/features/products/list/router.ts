import {
  cancelProductEdit,
  countProducts,
  editProducts,
  getProductEdit,
  listProductChoices,
  listProductViews,
  removeProductView,
  saveProductView,
  undoProductEdit,
} from "@hutong/catalogue";
import {
  EditProductsInput,
  ProductEditIdInput,
  ProductFilter,
  ProductViewIdInput,
  SaveProductViewInput,
} from "@hutong/catalogue/schemas";
import { untrackStock } from "@hutong/inventory";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

const reading = storeProcedureFor("catalogue.read");
const writing = storeProcedureFor("catalogue.write");

export const productListRouter = router({
  choices: reading.input(InStore).query(({ ctx }) => listProductChoices(ctx.store)),
  count: reading
    .input(InStore.extend(ProductFilter.shape))
    .query(({ ctx, input }) => countProducts(ctx.store, input)),
  views: reading.input(InStore).query(({ ctx }) => listProductViews(ctx.store)),
  saveView: reading
    .input(InStore.extend(SaveProductViewInput.shape))
    .mutation(({ ctx, input }) => saveProductView(ctx.store, input)),
  removeView: reading
    .input(InStore.extend(ProductViewIdInput.shape))
    .mutation(({ ctx, input }) => removeProductView(ctx.store, input)),
  edit: writing
    .input(InStore.extend({ edit: EditProductsInput }))
    .mutation(({ ctx, input }) => editProducts(ctx.store, input.edit, untrackStock)),
  getEdit: reading
    .input(InStore.extend(ProductEditIdInput.shape))
    .query(({ ctx, input }) => getProductEdit(ctx.store, input)),
  cancelEdit: writing
    .input(InStore.extend(ProductEditIdInput.shape))
    .mutation(({ ctx, input }) => cancelProductEdit(ctx.store, input)),
  undoEdit: writing
    .input(InStore.extend(ProductEditIdInput.shape))
    .mutation(({ ctx, input }) => undoProductEdit(ctx.store, input, untrackStock)),
});

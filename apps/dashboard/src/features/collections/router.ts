import {
  getStaffCollection,
  listMembers,
  listProducts,
  listStaffCollections,
  placeProducts,
  previewRules,
  removeCollection,
  saveCollection,
} from "@hutong/catalogue";
import { PlaceProductsInput, PreviewRulesInput, SaveCollectionInput } from "@hutong/catalogue/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

const ById = InStore.extend({ id: z.uuid() });

export const collectionsRouter = router({
  list: storeProcedureFor("catalogue.read")
    .input(InStore.extend({ query: z.string().max(200).default("") }))
    .query(({ ctx, input }) => listStaffCollections(ctx.store, input)),
  get: storeProcedureFor("catalogue.read")
    .input(ById)
    .query(({ ctx, input }) => getStaffCollection(ctx.store, input)),
  members: storeProcedureFor("catalogue.read")
    .input(ById.extend({ page: z.int().min(1).max(2_000).default(1) }))
    .query(({ ctx, input }) => listMembers(ctx.store, input)),
  /** Products to put in, by their words. */
  goods: storeProcedureFor("catalogue.read")
    .input(InStore.extend({ query: z.string().max(200) }))
    .query(
      async ({ ctx, input }) => (await listProducts(ctx.store, { query: input.query, limit: 12 })).items,
    ),
  /** Writes nothing; a POST, since many conditions are longer than an address may be. */
  preview: storeProcedureFor("catalogue.read")
    .input(InStore.extend(PreviewRulesInput.shape))
    .mutation(({ ctx, input }) => previewRules(ctx.store, input)),
  save: storeProcedureFor("catalogue.write")
    .input(InStore.extend(SaveCollectionInput.shape))
    .mutation(({ ctx, input: { store: _, ...collection } }) => saveCollection(ctx.store, collection)),
  place: storeProcedureFor("catalogue.write")
    .input(InStore.extend(PlaceProductsInput.shape))
    .mutation(({ ctx, input: { store: _, ...change } }) => placeProducts(ctx.store, change)),
  remove: storeProcedureFor("catalogue.write")
    .input(ById)
    .mutation(({ ctx, input }) => removeCollection(ctx.store, input)),
});

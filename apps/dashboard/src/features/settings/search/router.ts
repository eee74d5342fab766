import { listSynonyms, removeSynonyms, saveSynonyms } from "@hutong/catalogue";
import { RemoveSynonymsInput, SaveSynonymsInput } from "@hutong/catalogue/schemas";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

export const searchRouter = router({
  synonyms: storeProcedureFor("catalogue.read").query(({ ctx }) => listSynonyms(ctx.store)),
  saveSynonyms: storeProcedureFor("catalogue.write")
    .input(InStore.extend(SaveSynonymsInput.shape))
    .mutation(({ ctx, input: { store: _, ...synonyms } }) => saveSynonyms(ctx.store, synonyms)),
  removeSynonyms: storeProcedureFor("catalogue.write")
    .input(InStore.extend(RemoveSynonymsInput.shape))
    .mutation(({ ctx, input }) => removeSynonyms(ctx.store, { id: input.id })),
});

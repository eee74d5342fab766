import { assignDigitalFile, createDigitalFile, listDigitalFiles, putDownloadTerms } from "@hutong/catalogue";
import {
  AssignDigitalFileInput,
  CreateDigitalFileInput,
  DownloadTermsInput,
} from "@hutong/catalogue/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

export const digitalRouter = router({
  list: storeProcedureFor("catalogue.read")
    .input(InStore.extend({ productId: z.string().max(40) }))
    .query(({ ctx, input }) => listDigitalFiles(ctx.store, input)),
  /** The bytes follow in parts, to an address of their own. */
  create: storeProcedureFor("catalogue.write")
    .input(InStore.extend(CreateDigitalFileInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => createDigitalFile(ctx.store, given)),
  assign: storeProcedureFor("catalogue.write")
    .input(InStore.extend(AssignDigitalFileInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => assignDigitalFile(ctx.store, given)),
  putTerms: storeProcedureFor("catalogue.write")
    .input(InStore.extend(DownloadTermsInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => putDownloadTerms(ctx.store, given)),
});

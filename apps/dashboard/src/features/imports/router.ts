import {
  applyImport,
  cancelImport,
  createImport,
  getImport,
  listImportNotes,
  listImports,
  undoImport,
} from "@hutong/transfer";
import { CreateImportInput, ImportIdInput, ListImportNotesInput } from "@hutong/transfer/schemas";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

const OneImport = InStore.extend(ImportIdInput.shape);

export const importsRouter = router({
  list: storeProcedureFor("catalogue.read").query(({ ctx }) => listImports(ctx.store)),
  get: storeProcedureFor("catalogue.read")
    .input(OneImport)
    .query(({ ctx, input }) => getImport(ctx.store, input)),
  notes: storeProcedureFor("catalogue.read")
    .input(InStore.extend(ListImportNotesInput.shape))
    .query(({ ctx, input }) => listImportNotes(ctx.store, input)),
  create: storeProcedureFor("catalogue.write")
    .input(InStore.extend(CreateImportInput.shape))
    .mutation(({ ctx, input }) => createImport(ctx.store, input)),
  carryOut: storeProcedureFor("catalogue.write")
    .input(OneImport)
    .mutation(({ ctx, input }) => applyImport(ctx.store, input)),
  cancel: storeProcedureFor("catalogue.write")
    .input(OneImport)
    .mutation(({ ctx, input }) => cancelImport(ctx.store, input)),
  undo: storeProcedureFor("catalogue.write")
    .input(OneImport)
    .mutation(({ ctx, input }) => undoImport(ctx.store, input)),
});

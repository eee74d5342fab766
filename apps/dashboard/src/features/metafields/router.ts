import { judgeOwners } from "@hutong/catalogue";
import { AppError } from "@hutong/kernel";
import {
  defineMetafield,
  defineMetaobject,
  getEntry,
  getMetaobjectDefinition,
  getOwnerFields,
  listDefinitions,
  listEntries,
  listMetaobjectDefinitions,
  removeDefinition,
  removeEntries,
  removeMetaobjectDefinition,
  saveEntry,
  setMetafields,
  updateDefinition,
  updateMetaobjectDefinition,
} from "@hutong/metafields";
import {
  DefineMetafieldInput,
  DefineMetaobjectInput,
  ListDefinitionsInput,
  ListEntriesInput,
  OwnerInput,
  RemoveDefinitionInput,
  RemoveMetaobjectInput,
  SaveEntryInput,
  UpdateDefinitionInput,
  UpdateMetaobjectInput,
} from "@hutong/metafields/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

const OwnValues = InStore.extend(OwnerInput.shape).extend({
  values: z
    .array(
      z.object({
        namespace: z.string().max(1_000),
        key: z.string().max(1_000),
        value: z.string().max(2_000_000).nullable(),
      }),
    )
    .max(250),
});

const ById = InStore.extend({ id: z.uuid() });

export const metafieldsRouter = router({
  definitions: storeProcedureFor("catalogue.read")
    .input(InStore.extend(ListDefinitionsInput.shape))
    .query(({ ctx, input: { ownerType } }) => listDefinitions(ctx.store, ownerType ? { ownerType } : {})),
  define: storeProcedureFor("catalogue.write")
    .input(InStore.extend(DefineMetafieldInput.shape))
    .mutation(({ ctx, input: { store: _, ...definition } }) => defineMetafield(ctx.store, definition)),
  change: storeProcedureFor("catalogue.write")
    .input(InStore.extend(UpdateDefinitionInput.shape))
    .mutation(({ ctx, input: { store: _, ...definition } }) => updateDefinition(ctx.store, definition)),
  remove: storeProcedureFor("catalogue.write")
    .input(InStore.extend(RemoveDefinitionInput.shape))
    .mutation(({ ctx, input: { store: _, ...asked } }) => removeDefinition(ctx.store, asked)),
  /** Kinds of the store's own records, and the entries of one. */
  kinds: storeProcedureFor("catalogue.read").query(({ ctx }) => listMetaobjectDefinitions(ctx.store)),
  entries: storeProcedureFor("catalogue.read")
    .input(InStore.extend(ListEntriesInput.shape))
    .query(({ ctx, input: { store: _, ...asked } }) => listEntries(ctx.store, asked)),
  kind: storeProcedureFor("catalogue.read")
    .input(ById)
    .query(({ ctx, input: { id } }) => getMetaobjectDefinition(ctx.store, { id })),
  defineKind: storeProcedureFor("catalogue.write")
    .input(InStore.extend(DefineMetaobjectInput.shape))
    .mutation(({ ctx, input: { store: _, ...kind } }) => defineMetaobject(ctx.store, kind)),
  changeKind: storeProcedureFor("catalogue.write")
    .input(InStore.extend(UpdateMetaobjectInput.shape))
    .mutation(({ ctx, input: { store: _, ...kind } }) => updateMetaobjectDefinition(ctx.store, kind)),
  removeKind: storeProcedureFor("catalogue.write")
    .input(InStore.extend(RemoveMetaobjectInput.shape))
    .mutation(({ ctx, input: { store: _, ...asked } }) => removeMetaobjectDefinition(ctx.store, asked)),
  entry: storeProcedureFor("catalogue.read")
    .input(ById)
    .query(({ ctx, input: { id } }) => getEntry(ctx.store, { id })),
  /** What is wrong with single fields is an answer here too. */
  saveEntry: storeProcedureFor("catalogue.write")
    .input(InStore.extend(SaveEntryInput.shape))
    .mutation(({ ctx, input: { store: _, ...entry } }) => saveEntry(ctx.store, entry)),
  removeEntry: storeProcedureFor("catalogue.write")
    .input(ById)
    .mutation(async ({ ctx, input: { id } }) => {
      const { count } = await removeEntries(ctx.store, { ids: [id] });
      if (count === 0) throw new AppError("not_found", "entry_not_found");
    }),
  owner: storeProcedureFor("catalogue.read")
    .input(InStore.extend(OwnerInput.shape))
    .query(({ ctx, input: { ownerType, ownerId } }) => getOwnerFields(ctx.store, { ownerType, ownerId })),
  /** What is wrong with single values is an answer: the form puts it beside each. */
  set: storeProcedureFor("catalogue.read")
    .input(OwnValues)
    .mutation(async ({ ctx, input: { ownerType, ownerId, values } }) => {
      const metafields = values.map((one) => ({ ownerType, ownerId, ...one }));
      const outcome = await setMetafields(ctx.store, { metafields }, judgeOwners);
      if (outcome.kind === "refused" && outcome.faults.some(({ code }) => code === "owner_missing"))
        throw new AppError("not_found", "metafield_owner_not_found");
      return outcome;
    }),
});

import {
  closeLocation,
  createLocation,
  listLocations,
  reopenLocation,
  setDefaultLocation,
} from "@hutong/inventory";
import { CloseLocationInput, CreateLocationInput } from "@hutong/inventory/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

const write = storeProcedureFor("settings.write");
const ById = InStore.extend({ id: z.string().max(40) });

export const locationsRouter = router({
  list: storeProcedureFor("settings.read").query(({ ctx }) => listLocations(ctx.store)),
  create: write
    .input(InStore.extend(CreateLocationInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => createLocation(ctx.store, given)),
  close: write
    .input(InStore.extend(CloseLocationInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => closeLocation(ctx.store, given)),
  reopen: write.input(ById).mutation(({ ctx, input }) => reopenLocation(ctx.store, input)),
  makeDefault: write.input(ById).mutation(({ ctx, input }) => setDefaultLocation(ctx.store, input)),
});

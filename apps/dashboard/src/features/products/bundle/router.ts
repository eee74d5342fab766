import { listBundles, putBundle } from "@hutong/inventory";
import { PutBundleInput } from "@hutong/inventory/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

export const bundlesRouter = router({
  list: storeProcedureFor("catalogue.read")
    .input(InStore.extend({ productId: z.string().max(40) }))
    .query(({ ctx, input }) => listBundles(ctx.store, input)),
  put: storeProcedureFor("catalogue.write")
    .input(InStore.extend(PutBundleInput.shape))
    .mutation(({ ctx, input: { store: _, ...given } }) => putBundle(ctx.store, given)),
});

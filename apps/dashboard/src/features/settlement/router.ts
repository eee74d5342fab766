import { compareBill, getBill, listBills, resolveDifference } from "@hutong/payments";
import { ResolveDifferenceInput } from "@hutong/payments/schemas";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

const OneBill = InStore.extend({ accountId: z.string().max(40), day: z.string().max(10) });

export const settlementRouter = router({
  bills: storeProcedureFor("payments.read")
    .input(InStore.extend({ before: z.iso.date().optional() }))
    .query(({ ctx, input }) => listBills(ctx.store, { before: input.before })),
  bill: storeProcedureFor("payments.read")
    .input(OneBill)
    .query(({ ctx, input }) => getBill(ctx.store, input)),
  compare: storeProcedureFor("payments.write")
    .input(OneBill)
    .mutation(({ ctx, input }) => compareBill(ctx.store, input)),
  resolve: storeProcedureFor("payments.write")
    .input(InStore.extend(ResolveDifferenceInput.shape))
    .mutation(({ ctx, input }) => resolveDifference(ctx.store, input)),
});

import { listAccounts, listPaymentCases, resolvePaymentCase } from "@hutong/payments";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../server/trpc.ts";

export const paymentsRouter = router({
  accounts: storeProcedureFor("settings.read").query(({ ctx }) => listAccounts(ctx.store)),
  cases: storeProcedureFor("orders.read").query(({ ctx }) => listPaymentCases(ctx.store)),
  resolveCase: storeProcedureFor("payments.write")
    .input(InStore.extend({ id: z.string().max(40), action: z.enum(["refund", "keep"]) }))
    .mutation(({ ctx, input: { id, action } }) => resolvePaymentCase(ctx.store, { id, action })),
});

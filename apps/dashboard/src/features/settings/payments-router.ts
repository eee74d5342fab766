import { listAccounts, listPaymentCases } from "@hutong/payments";
import { router, storeProcedureFor } from "../../server/trpc.ts";

export const paymentsRouter = router({
  accounts: storeProcedureFor("settings.read").query(({ ctx }) => listAccounts(ctx.store)),
  cases: storeProcedureFor("orders.read").query(({ ctx }) => listPaymentCases(ctx.store)),
});

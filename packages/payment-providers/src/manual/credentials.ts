import { z } from "zod";

/** Bank transfer, cash on delivery and the like: how to pay, in the customer's language. */
export const ManualCredentials = z.strictObject({
  kind: z.enum(["bank-transfer", "cash-on-delivery"]).default("bank-transfer"),
  instructions: z.record(z.string(), z.string().max(2000)),
});
export type ManualCredentials = z.infer<typeof ManualCredentials>;

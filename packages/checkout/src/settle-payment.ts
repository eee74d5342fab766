import { authorize, type StoreContext } from "@hutong/db";
import { type PaymentFacts, type Settled, settle } from "./settle.ts";

/** `settle` for whoever speaks for the platform: notices, queries, bills. Safe to run any number of times. */
export async function settlePayment(ctx: StoreContext, facts: PaymentFacts): Promise<Settled> {
  authorize(ctx, "checkout.settlePayment");
  return await settle(ctx, facts);
}

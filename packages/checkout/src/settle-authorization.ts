import { authorize, type StoreContext } from "@hutong/db";
import { callAuthorization } from "@hutong/payments";
import { settle } from "./settle.ts";

/**
 * Takes reserved money at its provider, or lets it go, as was asked last, and settles what became of it. Safe to run any
 * number of times. Throws where nothing is known or the provider refused for now, so that the queue tries again.
 */
export async function settleAuthorization(ctx: StoreContext, input: { attemptId: string }): Promise<void> {
  authorize(ctx, "checkout.settleAuthorization");
  const { attemptId } = input;
  const called = await callAuthorization(ctx, attemptId);
  if (!called) return;
  const { accountId, outcome } = called;
  await settle(ctx, { attemptId, accountId, outcome, source: "answer" });
  if (outcome.kind !== "paid" && outcome.kind !== "declined")
    throw new Error(`still ${outcome.kind} after it was asked to end`);
}

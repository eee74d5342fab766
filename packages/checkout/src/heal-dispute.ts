import type { StoreContext } from "@hutong/db";
import { findAccount, type HealableDifference, openAccount, recordDispute } from "@hutong/payments";
import type { Healing } from "./heal-refund.ts";

/** Money that a dispute moved and that nobody told us of: the provider is asked for the dispute, and what it says is recorded. */
export async function healUnrecordedDispute(
  ctx: StoreContext,
  accountId: string,
  one: HealableDifference,
): Promise<Healing> {
  const { connected } = await openAccount(ctx, await findAccount(ctx, accountId));
  const fact = await connected.fetchDispute?.(one.providerDisputeId!);
  if (!fact) return { isHealed: false, outcome: "dispute_unknown" };
  await recordDispute(ctx, { accountId, fact });
  const isThere = fact.dispute.movements.some(({ id }) => id === one.providerMovementId);
  return { isHealed: isThere, outcome: isThere ? "dispute_recorded" : "dispute_unknown" };
}

import { type StoreContext, sql } from "@hutong/db";
import { money } from "@hutong/kernel";
import type { Action, AttemptToPay, ConnectedProvider, Outcome } from "@hutong/payment-providers";
import { openAccount } from "@hutong/payments";
import { payHostReturnUrl } from "./pay-host/pay-address.ts";
import { type AttemptRow, readAttempt } from "./submit-rows.ts";

function toPay(ctx: StoreContext, row: AttemptRow, openId?: string): AttemptToPay {
  const customer = row.request.customer ?? null;
  return {
    id: row.id,
    amount: money(row.amount, row.currency),
    description: row.request.description,
    expiresAt: row.expires_at,
    returnUrl: row.request.returnUrl,
    payHostReturnUrl: payHostReturnUrl(ctx, row.id),
    customer: customer && openId ? { ...customer, openId } : customer,
  };
}

export type ProviderCall = "start" | "fetch" | "cancel";

/**
 * Calls a provider about an attempt, holding no connection. A call that fails or is not understood leaves the outcome
 * unknown, which is pending: it is asked for again until it is known. `openId` is passed on and kept nowhere.
 */
export async function callProvider(
  ctx: StoreContext,
  attemptId: string,
  call: ProviderCall,
  known?: AttemptRow,
  openId?: string,
): Promise<{ row: AttemptRow; outcome: Outcome; isAnswered: boolean }> {
  const row = known ?? (await readAttempt(ctx, attemptId));
  let connected: ConnectedProvider;
  ({ connected } = await openAccount(ctx, row.account));
  try {
    return { row, outcome: await connected[call](toPay(ctx, row, openId)), isAnswered: true };
  } catch (error) {
    // The network, a timeout, or an answer in words that are not the provider's.
    if (error instanceof Error) return { row, outcome: { kind: "pending" }, isAnswered: false };
    throw error;
  }
}

/** Keeps what the customer is asked to do, so that coming back leads there again. */
export async function keepAction(ctx: StoreContext, attemptId: string, action: Action): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`update payment_attempts set state = 'action_required', action = ${action}::jsonb, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${attemptId} and state in ('pending', 'action_required')`);
  });
}

import { fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { money } from "@hutong/kernel";
import type { Action, AttemptToPay, ConnectedProvider, Outcome } from "@hutong/payment-providers";
import { addStep, openAccount } from "@hutong/payments";
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
    // A ticket is signed for those only who ask for it.
    get payHostReturnUrl() {
      return payHostReturnUrl(ctx, row.id);
    },
    customer: customer && openId ? { ...customer, openId } : customer,
    ...(row.request.shareBasisPoints === undefined ? {} : { isForSharing: true }),
    ...(row.request.capture === undefined ? {} : { isCapturedLater: true }),
    ...(row.request.isHosted ? { isHosted: true } : {}),
    ...(row.request.reference === undefined ? {} : { reference: row.request.reference }),
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
  let outcome: Outcome;
  try {
    outcome = await connected[call](toPay(ctx, row, openId));
  } catch (error) {
    // The network, a timeout, or an answer in words that are not the provider's.
    if (error instanceof Error) return { row, outcome: { kind: "pending" }, isAnswered: false };
    throw error;
  }
  if (outcome.kind === "pending" && outcome.reference && outcome.reference !== row.request.reference)
    await keepAnswer(ctx, attemptId, outcome);
  return { row, outcome, isAnswered: true };
}

// What is this customer's alone, or of this moment, a new start tells again.
function keepable(action: Action): Action {
  if (action.kind !== "embedded") return action;
  const { secret, problem, ...rest } = action;
  return rest;
}

/**
 * Keeps what the customer is asked to do, so that coming back leads there again, and the provider's name for the
 * attempt, so that it is found there without searching.
 */
export async function keepAnswer(
  ctx: StoreContext,
  attemptId: string,
  outcome: Extract<Outcome, { kind: "pending" | "action-required" }>,
): Promise<void> {
  const { reference } = outcome;
  const asked =
    outcome.kind === "action-required"
      ? fragment`state = 'action_required', action = ${keepable(outcome.action)}::jsonb,
          ${addStep({ kind: "action", action: outcome.action.kind })}, `
      : nothing;
  const named = reference ? fragment`request = request || ${{ reference }}::jsonb, ` : nothing;
  await ctx.write(async (tx) => {
    tx.send(sql`update payment_attempts set ${asked}${named}updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${attemptId} and state in ('pending', 'action_required')`);
  });
}

/** Notes that the provider could not be asked to begin, for whoever reads the attempt's story. */
export async function noteUnreached(ctx: StoreContext, attemptId: string): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`update payment_attempts set ${addStep({ kind: "unreached" })}
      where store_id = ${tx.storeId} and id = ${attemptId} and state in ('pending', 'action_required')`);
  });
}

import { fingerprint, type StoreContext, sql } from "@hutong/db";
import type { ClientConfirm, ConnectedProvider, Identify, Identity } from "@hutong/payment-providers";
import { openAccount } from "@hutong/payments";
import { storeKey } from "@hutong/stores";
import { callProvider } from "../call-provider.ts";
import { settle } from "../settle.ts";
import { submitFor } from "../submit-checkout.ts";
import { type AttemptRow, readAttempt } from "../submit-rows.ts";
import type { PayStep } from "./find-pay-step.ts";

/** What to do once it is known who pays. */
export type Identified =
  /** Hand the parameters to the app's bridge. */
  | { readonly kind: "confirm"; readonly action: ClientConfirm }
  /** Take the step at another address: this customer pays by an attempt of their own. */
  | { readonly kind: "elsewhere"; readonly url: string }
  /** The store's page tells how it ended. */
  | { readonly kind: "ended" }
  /** Nothing is known, or the code was no good; `why` is for the log and names nobody. */
  | { readonly kind: "again"; readonly why: string };

/** The provider's address that tells us who the customer is; null where the account can not find out. */
export async function identifyAddress(
  step: PayStep,
  redirectUri: string,
  state: string,
): Promise<string | null> {
  const { account } = await readAttempt(step.ctx, step.ticket.attemptId);
  const { connected } = await openAccount(step.ctx, account);
  return connected.identifyAt?.(redirectUri, state) ?? null;
}

async function ask(
  connected: ConnectedProvider,
  by: Identify["by"],
  code: string,
): Promise<Identity | string> {
  try {
    return (await connected.readIdentity?.(by, code)) ?? "the account finds nobody's identity";
  } catch (error) {
    // The network, a timeout, or a refusal that is not about this code.
    if (error instanceof Error) return error.message;
    throw error;
  }
}

// An order at the provider is one payer's: a repetition with another openid would say something else. The openid itself
// is kept nowhere; the browser is asked again each time.
async function claim(ctx: StoreContext, row: AttemptRow, payer: string): Promise<boolean> {
  const rows = await ctx.write((tx) =>
    tx.run(sql`update payment_attempts set request = jsonb_set(request, '{payer}', to_jsonb(${payer}::text)), updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${row.id} and coalesce(request->>'payer', ${payer}) = ${payer} returning id`),
  );
  return rows.length === 1;
}

// The first order's payer is somebody else: it is closed, and an attempt of this one's own takes its place.
async function begin(ctx: StoreContext, row: AttemptRow, payer: string): Promise<Identified> {
  const { returnUrl, customer } = row.request;
  const { checkout_id, account } = row;
  const outcome = await submitFor(ctx, checkout_id, { accountId: account.id, returnUrl, customer, payer });
  return outcome.kind === "redirect" ? { kind: "elsewhere", url: outcome.url } : { kind: "ended" };
}

/**
 * Finds out by a code who pays, and starts the attempt for them, holding no connection while others are asked. Safe to
 * run again with a fresh code: the provider is told the same words.
 */
export async function payIdentified(step: PayStep, by: Identify["by"], code: string): Promise<Identified> {
  const { ctx, ticket } = step;
  const row = await readAttempt(ctx, ticket.attemptId);
  const { connected } = await openAccount(ctx, row.account);
  const identity = await ask(connected, by, code);
  if (typeof identity === "string") return { kind: "again", why: identity };
  if (identity.kind === "stale") return { kind: "again", why: "the code was used or too old" };
  const { openId } = identity;
  const payer = fingerprint(await storeKey(ctx), ctx.storeId, `payer ${row.account.id} ${by}`, openId);
  if (!(await claim(ctx, row, payer))) return await begin(ctx, row, payer);
  const { outcome } = await callProvider(ctx, row.id, "start", row, openId);
  if (outcome.kind === "pending") return { kind: "again", why: "the provider's answer is not known" };
  if (outcome.kind === "action-required") {
    const { action } = outcome;
    return action.kind === "client-confirm" ? { kind: "confirm", action } : { kind: "ended" };
  }
  await settle(ctx, { attemptId: row.id, accountId: row.account.id, outcome, source: "answer" });
  return { kind: "ended" };
}

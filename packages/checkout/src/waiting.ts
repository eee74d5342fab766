import { authorize, type StoreContext, sql, system } from "@hutong/db";
import { AppError, localized } from "@hutong/kernel";
import type { Action } from "@hutong/payment-providers";
import { callProvider } from "./call-provider.ts";
import { openRef, refOf } from "./references.ts";
import type { SubmitInput } from "./schemas.ts";
import { settle } from "./settle.ts";
import { submitCheckout } from "./submit-checkout.ts";
import type { SubmitOutcome, WaitingView } from "./views.ts";

export type PayAgainInput = Omit<SubmitInput, "accountId">;

type Row = {
  state: string;
  order_id: string | null;
  attempt_id: string | null;
  attempt_state: string | null;
  account_id: string | null;
  amount: number;
  currency: string;
  title: Record<string, string> | null;
  action: Action | null;
  reason: Record<string, string> | null;
  expires_at: Date | null;
  /** A page of the provider's own was asked for. */
  is_hosted: boolean;
  /** Money came that is given back. */
  has_surplus: boolean;
  /** Money was reserved, and is let go untaken. */
  is_released: boolean;
  has_case: boolean;
};

/** Reads where a checkout's payment stands. Throws `checkout_not_found`. */
export async function readWaiting(ctx: StoreContext, checkoutId: string): Promise<Row> {
  const [[row]] = await ctx.read(sql<Row>`
    select k.state, k.order_id, t.id as attempt_id, t.state as attempt_state, t.account_id, coalesce(t.amount, (k.quote->'answer'->>'due')::bigint, k.total) as amount, k.currency,
      a.title, case when t.state = 'action_required' and t.expires_at > app_now() then t.action end as action, k.expires_at,
      coalesce((t.request->>'isHosted')::bool, false) as is_hosted, case when t.state = 'declined' then t.decline->'customer' end as reason,
      exists (select 1 from payments p join payment_attempts pt on pt.store_id = p.store_id and pt.id = p.attempt_id
        where p.store_id = k.store_id and pt.purpose = 'checkout' and pt.reference_id = k.id::text and p.use = 'surplus') as has_surplus,
      exists (select 1 from payment_authorizations h where h.store_id = k.store_id and h.attempt_id = k.attempt_id
        and h.state in ('voiding', 'voided')) as is_released,
      exists (select 1 from payment_cases c where c.store_id = k.store_id and c.attempt_id = t.id and c.state = 'open') as has_case
    from checkouts k
    left join payment_attempts t on t.store_id = k.store_id and t.id = k.attempt_id
    left join payment_accounts a on a.store_id = t.store_id and a.id = t.account_id
    where k.store_id = ${ctx.storeId} and k.id = ${checkoutId}`);
  if (!row) throw new AppError("not_found", "checkout_not_found");
  return row;
}

/** Whether the attempt can still be paid, as far as we know. */
export function isUnderWay(row: Row): boolean {
  return row.attempt_state === "pending" || row.attempt_state === "action_required";
}

function stateOf(row: Row): WaitingView["state"] {
  if (row.order_id) return "placed";
  if (row.has_case) return "parked";
  // What an earlier attempt brought too much goes back meanwhile; the one under way can still be paid.
  const isPayable = row.state === "awaiting_payment" && isUnderWay(row);
  if (row.has_surplus && !isPayable) return "refunded";
  if (row.is_released && !isPayable) return "released";
  if (row.attempt_state === "declined") return "declined";
  return row.state === "expired" ? "expired" : "waiting";
}

/** What the customer is told of it. */
export function waitingView(ctx: StoreContext, ref: string, row: Row): WaitingView {
  return {
    checkoutRef: ref,
    state: stateOf(row),
    orderRef: row.order_id ? refOf(ctx, "order", row.order_id) : null,
    total: { amount: row.amount, currency: row.currency },
    methodTitle: localized(row.title ?? {}, ctx.locale),
    reason: localized(row.reason ?? {}, ctx.locale),
    action: row.action,
    heldUntil: row.expires_at,
  };
}

/** Where a checkout's payment stands, from our own books. Throws `checkout_not_found`. */
export async function getWaiting(ctx: StoreContext, input: { checkout: string }): Promise<WaitingView> {
  authorize(ctx, "checkout.getWaiting");
  return waitingView(ctx, input.checkout, await readWaiting(ctx, openRef(ctx, "checkout", input.checkout)));
}

/**
 * Pays a checkout once more by the method that was chosen, from where the customer is now: a page of the provider's that
 * ran out is opened anew, and whoever began on another screen gets what works on this one. Throws `checkout_not_found` or
 * `method_unknown`; all else is an outcome, as of `submitCheckout`.
 */
export async function payAgain(ctx: StoreContext, input: PayAgainInput): Promise<SubmitOutcome> {
  authorize(ctx, "checkout.payAgain");
  const { account_id, order_id } = await readWaiting(ctx, openRef(ctx, "checkout", input.checkout));
  if (order_id) return { kind: "placed", orderRef: refOf(ctx, "order", order_id) };
  return await submitCheckout(ctx, { ...input, accountId: account_id ?? "" });
}

/** Asks the provider once ("I have paid, check", and the browser's return), settles what it says, and answers as `getWaiting`. */
export async function askProvider(ctx: StoreContext, input: { checkout: string }): Promise<WaitingView> {
  authorize(ctx, "checkout.askProvider");
  const checkoutId = openRef(ctx, "checkout", input.checkout);
  const row = await readWaiting(ctx, checkoutId);
  if (!row.attempt_id || !isUnderWay(row)) return waitingView(ctx, input.checkout, row);
  const platform = ctx.as({ actor: system });
  const { outcome } = await callProvider(platform, row.attempt_id, "fetch");
  await settle(platform, {
    attemptId: row.attempt_id,
    accountId: row.account_id!,
    outcome,
    source: "return",
  });
  return waitingView(ctx, input.checkout, await readWaiting(ctx, checkoutId));
}

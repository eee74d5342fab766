import { authorize, type StoreContext, sql, system } from "@hutong/db";
import { AppError, localized } from "@hutong/kernel";
import { callProvider } from "./call-provider.ts";
import { openRef, refOf } from "./references.ts";
import { settle } from "./settle.ts";
import type { WaitingView } from "./views.ts";

type Row = {
  state: string;
  order_id: string | null;
  attempt_id: string | null;
  attempt_state: string | null;
  account_id: string;
  amount: number;
  currency: string;
  title: Record<string, string> | null;
  url: string | null;
  expires_at: Date | null;
  has_surplus: boolean;
  has_case: boolean;
};

async function read(ctx: StoreContext, checkoutId: string): Promise<Row> {
  const [[row]] = await ctx.read(sql<Row>`
    select k.state, k.order_id, t.id as attempt_id, t.state as attempt_state, t.account_id, coalesce(t.amount, k.total) as amount, k.currency,
      a.title, case when t.state = 'action_required' and t.expires_at > app_now() then t.action->>'url' end as url, k.expires_at,
      exists (select 1 from payments p join payment_attempts pt on pt.store_id = p.store_id and pt.id = p.attempt_id
        where p.store_id = k.store_id and pt.purpose = 'checkout' and pt.reference_id = k.id::text and p.use = 'surplus') as has_surplus,
      exists (select 1 from payment_cases c where c.store_id = k.store_id and c.attempt_id = t.id and c.state = 'open') as has_case
    from checkouts k
    left join payment_attempts t on t.store_id = k.store_id and t.id = k.attempt_id
    left join payment_accounts a on a.store_id = t.store_id and a.id = t.account_id
    where k.store_id = ${ctx.storeId} and k.id = ${checkoutId}`);
  if (!row) throw new AppError("not_found", "checkout_not_found");
  return row;
}

function stateOf(row: Row): WaitingView["state"] {
  if (row.order_id) return "placed";
  if (row.has_case) return "parked";
  if (row.has_surplus) return "refunded";
  if (row.attempt_state === "declined") return "declined";
  return row.state === "expired" ? "expired" : "waiting";
}

function view(ctx: StoreContext, ref: string, row: Row): WaitingView {
  return {
    checkoutRef: ref,
    state: stateOf(row),
    orderRef: row.order_id ? refOf(ctx, "order", row.order_id) : null,
    total: { amount: row.amount, currency: row.currency },
    methodTitle: localized(row.title ?? {}, ctx.locale),
    url: row.url,
    heldUntil: row.expires_at,
  };
}

/** Where a checkout's payment stands, from our own books. Throws `checkout_not_found`. */
export async function getWaiting(ctx: StoreContext, input: { checkout: string }): Promise<WaitingView> {
  authorize(ctx, "checkout.getWaiting");
  return view(ctx, input.checkout, await read(ctx, openRef(ctx, "checkout", input.checkout)));
}

/** Asks the provider once ("I have paid, check", and the browser's return), settles what it says, and answers as `getWaiting`. */
export async function askProvider(ctx: StoreContext, input: { checkout: string }): Promise<WaitingView> {
  authorize(ctx, "checkout.askProvider");
  const checkoutId = openRef(ctx, "checkout", input.checkout);
  const row = await read(ctx, checkoutId);
  if (!row.attempt_id || (row.attempt_state !== "pending" && row.attempt_state !== "action_required"))
    return view(ctx, input.checkout, row);
  const platform = ctx.as({ actor: system });
  const { outcome } = await callProvider(platform, row.attempt_id, "fetch");
  await settle(platform, { attemptId: row.attempt_id, accountId: row.account_id, outcome, source: "return" });
  return view(ctx, input.checkout, await read(ctx, checkoutId));
}

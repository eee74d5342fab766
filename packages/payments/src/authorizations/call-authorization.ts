import { authorize, type StoreContext, sql } from "@hutong/db";
import { money } from "@hutong/kernel";
import type { Outcome } from "@hutong/payment-providers";
import { openAccount } from "../accounts.ts";
import type { AccountRow } from "../credentials.ts";
import type { AuthorizationState } from "./authorization-rows.ts";

type Row = {
  provider_authorization_id: string;
  currency: string;
  state: AuthorizationState;
  capture_amount: number | null;
  account: AccountRow;
};

/**
 * Does at the provider what was asked of an attempt's reserved money: takes it or lets it go; null where nothing is asked
 * any more. Holds no connection. Safe to repeat: the provider takes it once. Throws what the call failed with: then nothing is
 * known, or it was refused and is still reserved.
 */
export async function callAuthorization(
  ctx: StoreContext,
  attemptId: string,
): Promise<{ readonly accountId: string; readonly outcome: Outcome } | null> {
  authorize(ctx, "payments.callAuthorization");
  const [[row]] = await ctx.read(sql<Row>`
    select h.provider_authorization_id, h.currency, h.state, h.capture_amount,
      jsonb_build_object('id', a.id, 'provider', a.provider, 'title', a.title, 'credentials', a.credentials) as account
    from payment_authorizations h join payment_accounts a on a.store_id = h.store_id and a.id = h.account_id
    where h.store_id = ${ctx.storeId} and h.attempt_id = ${attemptId}`);
  if (row?.state !== "capturing" && row?.state !== "voiding") return null;
  const { provider, connected } = await openAccount(ctx, row.account);
  const { capture, void: release } = connected;
  if (!(capture && release)) throw new Error(`${provider.id} reserves no money`);
  const hold = { attemptId, paymentId: row.provider_authorization_id };
  const amount = row.capture_amount ?? 0;
  const outcome =
    row.state === "voiding"
      ? await release(hold)
      : await capture({ ...hold, requestKey: `${attemptId}-${amount}`, amount: money(amount, row.currency) });
  return { accountId: row.account.id, outcome };
}

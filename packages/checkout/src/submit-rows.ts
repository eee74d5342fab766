import { type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import type { Action } from "@hutong/payment-providers";
import type { AccountRow, AttemptRequest, OfferedAccount } from "@hutong/payments";

/** A checkout that is being paid, with the method chosen and the attempt under way; locked by `lockCheckout`. */
export interface PayingRow {
  readonly id: Id<"checkout">;
  readonly cart_id: string;
  readonly state: "open" | "awaiting_payment" | "completed" | "expired";
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: { name: string } & Record<string, string>;
  readonly note: string;
  readonly locale: string;
  readonly market_id: string;
  readonly quote: FrozenQuote | null;
  readonly order_id: Id<"order"> | null;
  /** Who was signed in when it was saved. */
  readonly customer_id: Id<"customer"> | null;
  readonly is_test: boolean;
  readonly cart_stamp: string;
  readonly is_young: boolean;
  /** The database's time. */
  readonly now: Date;
  /** Nobody ever wrote it before. */
  readonly is_new?: boolean;
  /** Where what is sent leaves from, where that is known already. */
  readonly default_location_id?: string | undefined;
  readonly account: OfferedAccount | null;
  readonly attempt: {
    id: Id<"payment-attempt">;
    accountId: string;
    state: string;
    isOpen: boolean;
    /** Where the customer was when it began. */
    place: string | null;
    /** Fingerprint of who pays it, where that is known. */
    payer: string | null;
  } | null;
}

/** Locks a checkout and reads what paying it needs. Throws `checkout_not_found`. */
export async function lockCheckout(
  tx: WriteContext,
  checkoutId: string,
  accountId: string,
  youngMinutes: number,
): Promise<PayingRow> {
  const [row] = await tx.run(sql<PayingRow>`
    select k.id, k.cart_id, k.state, k.email, k.phone, k.address, k.note, k.locale, k.market_id, k.quote, k.order_id, k.customer_id, s.is_test,
      app_now() as now, (extract(epoch from c.updated_at) * 1000000)::bigint::text as cart_stamp,
      k.updated_at > app_now() - ${youngMinutes}::int * interval '1 minute' as is_young,
      case when a.id is not null then jsonb_build_object('id', a.id, 'provider', a.provider, 'title', a.title,
        'credentials', a.credentials, 'conditions', a.conditions, 'shareBasisPoints', a.share_basis_points, 'capture', a.capture) end as account,
      case when t.id is not null then jsonb_build_object('id', t.id, 'accountId', t.account_id, 'state', t.state, 'place', t.request->'customer'->>'kind',
        'payer', t.request->>'payer', 'isOpen', t.state in ('pending', 'action_required') and t.expires_at > app_now()) end as attempt
    from checkouts k
    join carts c on c.store_id = k.store_id and c.id = k.cart_id
    join stores s on s.store_id = k.store_id
    left join payment_accounts a on a.store_id = k.store_id and a.id = ${accountId} and a.is_enabled and a.is_ready
    left join payment_attempts t on t.store_id = k.store_id and t.id = k.attempt_id
    where k.store_id = ${tx.storeId} and k.id = ${checkoutId}
    for update of k`);
  if (!row) throw new AppError("not_found", "checkout_not_found");
  return row;
}

/** An attempt as a provider is told of it, with the account that it runs on. */
export interface AttemptRow {
  readonly id: Id<"payment-attempt">;
  readonly amount: number;
  readonly currency: string;
  readonly state: string;
  readonly request: AttemptRequest;
  readonly action: Action | null;
  readonly expires_at: Date;
  readonly checkout_id: Id<"checkout">;
  readonly account: AccountRow;
}

/** Reads an attempt and its account. Throws `attempt_not_found`. */
export async function readAttempt(ctx: StoreContext, attemptId: string): Promise<AttemptRow> {
  const [[row]] = await ctx.read(sql<AttemptRow>`
    select t.id, t.amount, t.currency, t.state, t.request, t.action, t.expires_at, t.reference_id as checkout_id,
      jsonb_build_object('id', a.id, 'provider', a.provider, 'title', a.title, 'credentials', a.credentials) as account
    from payment_attempts t join payment_accounts a on a.store_id = t.store_id and a.id = t.account_id
    where t.store_id = ${ctx.storeId} and t.id = ${attemptId}`);
  if (!row) throw new AppError("not_found", "attempt_not_found");
  return row;
}

import { type Cell, openStore, type StoreContext, sql, system, type Ticket } from "@hutong/db";
import { type Clock, localized, type Money } from "@hutong/kernel";
import type { Action } from "@hutong/payment-providers";
import { openTicket } from "./pay-address.ts";

/** A step of paying as the pay host finds it by its ticket. */
export interface PayStep {
  readonly ctx: StoreContext;
  readonly ticket: Ticket;
  readonly storeName: string;
  /** The customer's language. */
  readonly locale: string;
  readonly total: Money;
  /** In the store; asks the provider where the payment stands. */
  readonly returnUrl: string;
  /** Whether the attempt can still be paid and is the one that its checkout waits for. */
  readonly isOpen: boolean;
  /** Whether the ticket's time is over. */
  readonly isExpired: boolean;
  readonly action: Action | null;
}

type Row = {
  name: Record<string, string>;
  locale: string;
  amount: number;
  currency: string;
  return_url: string;
  is_open: boolean;
  is_expired: boolean;
  action: Action | null;
};

/** A day after its time, a ticket leads nowhere any more: behind the way back stand an order and an address. */
const leadsBackSeconds = 86_400;

/** What a ticket is for, read through its store; null when it is forged, long over, or its attempt is gone. */
export async function findPayStep(cell: Cell, text: string, clock?: Clock): Promise<PayStep | null> {
  const ticket = openTicket(text);
  if (!ticket) return null;
  const given = { actor: system, ...(clock ? { clock } : {}) };
  const ctx = openStore(cell, ticket.storeId, { ...given, locale: "en" });
  const [[row]] = await ctx.read(sql<Row>`
    select s.name, k.locale, t.amount, t.currency, t.request->>'returnUrl' as return_url, t.action,
      t.state in ('pending', 'action_required') and t.expires_at > app_now() and k.attempt_id = t.id
        and k.order_id is null as is_open,
      to_timestamp(${ticket.expiresAt}::bigint) <= app_now() as is_expired
    from payment_attempts t
    join checkouts k on k.store_id = t.store_id and k.id = t.reference_id::uuid
    join stores s on s.store_id = t.store_id
    where t.store_id = ${ctx.storeId} and t.id = ${ticket.attemptId} and t.purpose = 'checkout'
      and to_timestamp(${ticket.expiresAt + leadsBackSeconds}::bigint) > app_now()`);
  if (!row) return null;
  const { locale } = row;
  return {
    ctx: ctx.as({ locale }),
    ticket,
    storeName: localized(row.name, locale),
    locale,
    total: { amount: row.amount, currency: row.currency },
    returnUrl: row.return_url,
    isOpen: row.is_open,
    isExpired: row.is_expired,
    action: row.action,
  };
}

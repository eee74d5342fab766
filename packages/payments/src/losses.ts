import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import { providers } from "@hutong/payment-providers";
import type { Device } from "./schemas.ts";

/** How attempts of one method on one kind of device ended. */
export interface LossRow {
  readonly accountId: string;
  readonly methodTitle: Readonly<Record<string, string>>;
  /** Null where nobody knew. */
  readonly device: Device | null;
  readonly started: number;
  readonly paid: number;
  /** Paid, and given back since it was too late or twice: no sale. */
  readonly returned: number;
  readonly declined: number;
  /** Ran out, or was closed for another way to pay. */
  readonly abandoned: number;
  readonly waiting: number;
}

/** A checkout that was tried to be paid and was not. Amounts in minor units. */
export interface LostCheckout {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly tries: number;
  readonly lastAt: Date;
  readonly isWaiting: boolean;
}

export interface Losses {
  readonly rows: readonly LossRow[];
  /** What providers said most often when they declined. */
  readonly declines: readonly { readonly text: LocalizedText; readonly count: number }[];
  /** Customers may try more than once: checkouts that were tried, and those of them that were paid. */
  readonly checkouts: { readonly tried: number; readonly paid: number };
  /** Not paid, the latest first. */
  readonly lost: readonly LostCheckout[];
}

const mostDays = 92;
const mostLost = 20;

// Money that comes by hand is not lost at a payment step; it has none.
const byHand = providers.filter(({ settles }) => settles === "at-submit").map(({ id }) => id);

// Account by account, as the index has them: the attempts of a store's other days are not touched.
const since = (ctx: StoreContext, days: number) => fragment`from payment_accounts a
      join payment_attempts t on t.store_id = ${ctx.storeId} and t.account_id = a.id
        and t.created_at >= app_now() - ${days}::int * interval '1 day'
      where a.store_id = ${ctx.storeId}`;

// Money that came too late or once too often goes back: it sold nothing. What is reserved has sold unless it is let go.
const hasSold = fragment`((t.state = 'paid' and exists (select 1 from payments p
    where p.store_id = t.store_id and p.attempt_id = t.id and p.use = 'applied'))
  or (t.state = 'authorized' and exists (select 1 from payment_authorizations h
    where h.store_id = t.store_id and h.attempt_id = t.id and h.state <> 'voiding')))`;

/**
 * What became of attempts to pay that began in the last `days` (at most 92), by method and device. Reads this store's
 * attempts of these days only.
 */
export async function getLosses(ctx: StoreContext, input: { days: number }): Promise<Losses> {
  authorize(ctx, "payments.getLosses");
  const days = Math.max(1, Math.min(mostDays, Math.trunc(input.days)));
  const [rows, declines, [checkouts], lost] = await ctx.read(
    sql<LossRow>`
      select t.account_id as "accountId", a.title as "methodTitle", t.request->'customer'->>'kind' as device, count(*)::int as started,
        count(*) filter (where ${hasSold})::int as paid,
        count(*) filter (where t.state = 'paid' and not ${hasSold})::int as returned, count(*) filter (where t.state = 'declined')::int as declined,
        count(*) filter (where t.state = 'cancelled' or (t.state in ('pending', 'action_required') and t.expires_at <= app_now()))::int
          as abandoned,
        count(*) filter (where t.state in ('pending', 'action_required') and t.expires_at > app_now())::int as waiting
      ${since(ctx, days)} and not (${byHand}::jsonb ? t.provider)
      group by 1, 2, 3 order by started desc, 1, 3`,
    sql<{ text: LocalizedText; count: number }>`
      select t.decline->'merchant' as text, count(*)::int as count ${since(ctx, days)} and t.state = 'declined'
      group by 1 order by 2 desc, 1 limit 5`,
    sql<{ tried: number; paid: number }>`
      select count(distinct t.reference_id)::int as tried, (count(distinct t.reference_id) filter (where ${hasSold}))::int as paid
      ${since(ctx, days)} and not (${byHand}::jsonb ? t.provider)`,
    sql<LostCheckout>`
      select t.reference_id as id, (array_agg(t.amount order by t.created_at desc))[1] as amount, min(t.currency) as currency,
        count(*)::int as tries, max(t.created_at) as "lastAt",
        bool_or(t.state in ('pending', 'action_required') and t.expires_at > app_now()) as "isWaiting"
      ${since(ctx, days)} and t.purpose = 'checkout'
      group by t.reference_id having not bool_or(${hasSold} or (${byHand}::jsonb ? t.provider))
      order by "lastAt" desc limit ${mostLost}::int`,
  );
  return { rows, declines, checkouts: checkouts ?? { tried: 0, paid: 0 }, lost };
}

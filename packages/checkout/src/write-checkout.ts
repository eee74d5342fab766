import { fragment, type LaterRows, sql, type WriteContext } from "@hutong/db";
import { releaseTenders } from "@hutong/gift-cards";
import { releaseStock } from "@hutong/inventory";
import type { Id } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { holdSeconds } from "@hutong/payments";
import { releaseDiscounts } from "./discounts/hold-discounts.ts";
import type { Details } from "./judge-details.ts";
import { deliveryOfQuote } from "./quote.ts";
import type { CheckoutRow, HeadRow } from "./read-checkout.ts";
import { signedIn } from "./signed-in.ts";

/** A checkout as it is to stand in the database. */
interface CheckoutToWrite {
  readonly id: Id<"checkout">;
  readonly head: HeadRow;
  readonly details: Details;
  readonly quote: FrozenQuote;
  /** The attempt that it is written with, when it is being paid from the first; null: it is open. */
  readonly attemptId: Id<"payment-attempt"> | null;
}

// One that is new, and written by somebody else in this moment, is theirs.
const keepTheirs = fragment`on conflict (store_id, id) do nothing`;

const overwrite = fragment`on conflict (store_id, id) do update set state = excluded.state, market_id = excluded.market_id,
        currency = excluded.currency, customer_id = excluded.customer_id,
        locale = excluded.locale, email = excluded.email,
        phone = excluded.phone, address = excluded.address, shipping_rate_id = excluded.shipping_rate_id, note = excluded.note, invoice = excluded.invoice,
        quote = excluded.quote, total = excluded.total, attempt_id = excluded.attempt_id,
        expires_at = excluded.expires_at, updated_at = excluded.updated_at
      where k.state in ('open', 'expired') and k.cart_id = excluded.cart_id`;

// Answers no row for a checkout that is being paid or is over, or is another cart's; then nothing was written.
function upsert(tx: WriteContext, { id, head, details, quote, attemptId }: CheckoutToWrite): object {
  const isPaying = attemptId !== null;
  const isNew = head.checkout === null && !head.is_known;
  const isDelivered = deliveryOfQuote(quote) !== "none";
  return fragment`insert into checkouts as k (store_id, id, cart_id, customer_id, state, market_id, locale, email, phone, address, shipping_rate_id, note, invoice,
        quote, total, currency, attempt_id, expires_at, created_at, updated_at)
      values (${tx.storeId}, ${id}, ${head.cart_id}, ${signedIn(tx)}, ${isPaying ? "awaiting_payment" : "open"}, ${head.terms.market_id}, ${tx.locale}, ${details.email}, ${details.phone},
        ${details.address}::jsonb, ${isDelivered ? details.shippingRateId : null}, ${details.note}, ${details.invoice}::jsonb, ${quote}::jsonb, ${quote.answer.total}, ${head.terms.currency},
        ${attemptId}, ${isPaying ? fragment`app_now() + ${holdSeconds}::int * interval '1 second'` : fragment`null`}, app_now(), app_now())
      ${isNew ? keepTheirs : overwrite}
      returning id`;
}

/** Writes an open checkout and links its cart to it. Answers no row for one that is being paid or is over. */
export function writeCheckout(
  tx: WriteContext,
  checkout: Omit<CheckoutToWrite, "attemptId">,
): LaterRows<{ id: string }> {
  const { id, head } = checkout;
  return tx.later(sql<{ id: string }>`
    with saved as (${upsert(tx, { ...checkout, attemptId: null })}
    ), linked as (
      update carts set checkout_id = ${id} where store_id = ${tx.storeId} and id = ${head.cart_id} and checkout_id is distinct from ${id}
        and exists (select 1 from saved)
    )
    select id from saved`);
}

/** Writes a new checkout in the transaction that pays it; its cart is linked by the last statement, or emptied. */
export function writePaying(tx: WriteContext, checkout: CheckoutToWrite): LaterRows<{ id: string }> {
  return tx.later(sql<{ id: string }>`${upsert(tx, checkout)}`);
}

/**
 * Whoever goes back to change the address while a payment waits lets go of the goods, and the attempt is closed at its
 * provider; should that payment still arrive, settlePayment takes them again or gives the money back.
 */
export async function reopen(
  tx: WriteContext,
  checkout: Pick<CheckoutRow, "id" | "state"> | null,
): Promise<void> {
  if (checkout?.state !== "awaiting_payment") return;
  const [left] = await tx.run(sql<{ open_attempt: string | null; has_tenders: boolean }>`
    update checkouts k set state = 'open', attempt_id = null
    from checkouts b
    left join payment_attempts a on a.store_id = b.store_id and a.id = b.attempt_id and a.state in ('pending', 'action_required')
    where k.store_id = ${tx.storeId} and k.id = ${checkout.id} and k.state = 'awaiting_payment' and b.store_id = k.store_id and b.id = k.id
    returning a.id as open_attempt, coalesce(jsonb_array_length(k.quote->'answer'->'tenders'), 0) > 0 as has_tenders`);
  if (left?.open_attempt) tx.enqueue("close-attempt", { attemptId: left.open_attempt });
  if (left?.has_tenders) await releaseTenders(tx, checkout.id);
  await releaseStock(tx, { checkoutId: checkout.id });
  await releaseDiscounts(tx, checkout.id);
}

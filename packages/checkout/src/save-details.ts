import { authorize, type LaterRows, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { releaseStock } from "@hutong/inventory";
import { AppError, type Id, newId } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { type CheckoutRow, cartLines, checkoutHead, type HeadRow } from "./cart-rows.ts";
import { checkoutView } from "./checkout-view.ts";
import { type Details, judgeDetails } from "./judge-details.ts";
import { freezeQuote } from "./quote.ts";
import { openRef } from "./references.ts";
import type { DetailsInput } from "./schemas.ts";
import type { CheckoutView } from "./views.ts";

// Answers no row for a checkout that is being paid or is over; then nothing was written.
function writeCheckout(
  tx: WriteContext,
  head: HeadRow,
  id: Id<"checkout">,
  details: Details,
  quote: FrozenQuote,
): LaterRows<{ id: string }> {
  return tx.later(sql<{ id: string }>`
    with saved as (
      insert into checkouts as k (store_id, id, cart_id, state, market_id, locale, email, phone, address, shipping_rate_id, note,
        quote, total, currency, created_at, updated_at)
      values (${tx.storeId}, ${id}, ${head.cart_id}, 'open', ${head.market_id}, ${tx.locale}, ${details.email}, ${details.phone},
        ${details.address}::jsonb, ${details.shippingRateId}, ${details.note}, ${quote}::jsonb, ${quote.answer.total}, ${head.currency},
        app_now(), app_now())
      on conflict (store_id, id) do update set state = 'open', locale = excluded.locale, email = excluded.email,
        phone = excluded.phone, address = excluded.address, shipping_rate_id = excluded.shipping_rate_id, note = excluded.note,
        quote = excluded.quote, total = excluded.total, attempt_id = null, updated_at = excluded.updated_at
      where k.state in ('open', 'expired')
      returning id
    ), linked as (
      update carts set checkout_id = ${id} where store_id = ${tx.storeId} and id = ${head.cart_id} and checkout_id is distinct from ${id}
        and exists (select 1 from saved)
    )
    select id from saved`);
}

// Whoever goes back to change the address while a payment waits lets go of the goods; should that payment still
// arrive, settlePayment takes them again or gives the money back.
async function reopen(tx: WriteContext, checkout: CheckoutRow | null): Promise<void> {
  if (checkout?.state !== "awaiting_payment") return;
  await tx.run(
    sql`update checkouts set state = 'open', attempt_id = null where store_id = ${tx.storeId} and id = ${checkout.id} and state = 'awaiting_payment'`,
  );
  await releaseStock(tx, { checkoutId: checkout.id });
}

/**
 * Saves contact, address, rate and note of a cart's checkout and freezes its quote. Three statements.
 * Throws `details_invalid` (with `fields`), `cart_not_found`, `cart_empty` or `sold_out`.
 */
export async function saveDetails(ctx: StoreContext, input: DetailsInput): Promise<CheckoutView> {
  authorize(ctx, "checkout.saveDetails");
  const details = judgeDetails(input);
  const cartId = openRef(ctx, "cart", details.cart);
  const { view, saved } = await ctx.write(async (tx) => {
    const [[head], rows] = await tx.read(checkoutHead(tx, cartId), cartLines(tx, cartId));
    if (!head?.cart_id) throw new AppError("not_found", "cart_not_found");
    if (rows.length === 0) throw new AppError("precondition", "cart_empty");
    if (rows.some((row) => !row.is_available)) throw new AppError("conflict", "sold_out");
    const choice = {
      country: details.address.country,
      shippingRateId: details.shippingRateId,
      locale: tx.locale,
      now: tx.clock.now(),
    };
    const quote = freezeQuote(head, rows, choice);
    await reopen(tx, head.checkout);
    const id = head.checkout?.id ?? newId<"checkout">();
    const saved = writeCheckout(tx, head, id, details, quote);
    const address = { ...details.address };
    const checkout: CheckoutRow = {
      id,
      state: "open",
      ...details,
      address,
      shipping_rate_id: details.shippingRateId,
      quote,
      order_id: null,
    };
    return { saved, view: await checkoutView(tx, { ...head, checkout }, rows, { device: details.device }) };
  });
  if ((await saved.rows()).length === 0) throw new AppError("conflict", "checkout_busy");
  return view;
}

import { authorize, type StoreContext, type WriteContext } from "@hutong/db";
import { AppError, newId } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import type { LineRow } from "./cart-rows.ts";
import { checkoutView } from "./checkout-view.ts";
import { findDiscounts } from "./discounts/find-discounts.ts";
import { type Details, judgeDetails } from "./judge-details.ts";
import { demandQuantities } from "./lines/quantity-faults.ts";
import { readInMarket } from "./market/read-in-market.ts";
import { freezeQuote } from "./quote.ts";
import type { CheckoutRow, HeadRow } from "./read-checkout.ts";
import { openRef } from "./references.ts";
import type { Delivery, DetailsInput } from "./schemas.ts";
import type { CheckoutView } from "./views.ts";
import { reopen, writeCheckout } from "./write-checkout.ts";

/** What decides the market of these details. */
export function placeOf({ address, delivery }: Details): { country: string; delivery: Delivery } {
  return { country: address.country, delivery };
}

/**
 * Freezes what a cart comes to with these details. Throws `cart_not_found`, `cart_empty`, `sold_out`, `quantity_not_sold` or, where the rate
 * does not go there, `details_invalid`.
 */
export async function quoteDetails(
  tx: WriteContext,
  head: HeadRow | undefined,
  rows: readonly LineRow[],
  details: Details,
): Promise<{ head: HeadRow; quote: FrozenQuote }> {
  if (!head?.cart_id) throw new AppError("not_found", "cart_not_found");
  if (rows.length === 0) throw new AppError("precondition", "cart_empty");
  if (rows.some((row) => !row.is_available)) throw new AppError("conflict", "sold_out");
  demandQuantities(rows);
  const { address, delivery, shippingRateId } = details;
  const choice = { address, delivery, shippingRateId, locale: tx.locale, now: tx.clock.now() };
  const judged = await findDiscounts(tx, head, rows, details);
  return { head, quote: freezeQuote(head, rows, choice, judged) };
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
    const { head: read, rows } = await readInMarket(tx, cartId, placeOf(details));
    const { head, quote } = await quoteDetails(tx, read, rows, details);
    await reopen(tx, head.checkout);
    const id = head.checkout?.id ?? newId<"checkout">();
    const saved = writeCheckout(tx, { id, head, details, quote });
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
  }, "later");
  if ((await saved.rows()).length === 0) throw new AppError("conflict", "checkout_busy");
  return view;
}

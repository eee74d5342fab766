import { authorize, type StoreContext } from "@hutong/db";
import { ratesFor } from "@hutong/pricing";
import { cartView, readCheckout } from "./cart-rows.ts";
import { totalsView } from "./checkout-view.ts";
import { codesView } from "./discounts/codes-view.ts";
import { findDiscounts } from "./discounts/find-discounts.ts";
import { estimate } from "./quote.ts";
import { findRef } from "./references.ts";
import type { BagView } from "./views.ts";

/** A cart with today's prices and discounts; a reference that is missing or not this store's is an empty cart. */
export async function getCart(ctx: StoreContext, input: { cart: string | null }): Promise<BagView> {
  authorize(ctx, "checkout.getCart");
  const cartId = findRef(ctx, "cart", input.cart);
  const { head: read, rows } = await readCheckout(ctx, cartId);
  const head = read!;
  const cart = cartView(ctx, cartId, head.terms.currency, rows);
  const judged = await findDiscounts(ctx, head, rows, head.checkout);
  const rates = ratesFor(head.terms.rates, head.checkout?.address?.country ?? head.country);
  const hasSums = rows.length > 0 && rates.length > 0 && judged.discounts.length > 0;
  if (!hasSums) return { ...cart, discounts: [], goods: cart.subtotal, codes: codesView(head, judged, null) };
  const sums = estimate(ctx, head, rows, rates[0]!, judged);
  const { subtotal, discount, discounts } = totalsView(sums);
  return {
    ...cart,
    discounts,
    goods: { ...subtotal, amount: subtotal.amount - discount.amount },
    codes: codesView(head, judged, sums),
  };
}

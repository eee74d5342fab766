import { authorize, type StoreContext } from "@hutong/db";
import { cartView } from "./cart-rows.ts";
import { totalsView } from "./checkout-view.ts";
import { firstWay, waysOf } from "./delivery/ways.ts";
import { codesView } from "./discounts/codes-view.ts";
import { findDiscounts } from "./discounts/find-discounts.ts";
import { estimate } from "./quote.ts";
import { readCheckout } from "./read-checkout.ts";
import { findRef } from "./references.ts";
import { type BagView, emptyAddress } from "./views.ts";

/** A cart with today's prices and discounts; a reference that is missing or not this store's is an empty cart. */
export async function getCart(ctx: StoreContext, input: { cart: string | null }): Promise<BagView> {
  authorize(ctx, "checkout.getCart");
  const cartId = findRef(ctx, "cart", input.cart);
  const { head: read, rows } = await readCheckout(ctx, cartId);
  const head = read!;
  const cart = cartView(ctx, cartId, head.terms.currency, rows);
  const judged = await findDiscounts(ctx, head, rows, head.checkout);
  const address = { ...emptyAddress, country: head.country, ...head.checkout?.address };
  const way = firstWay(waysOf(head, rows, address));
  const hasSums = rows.length > 0 && way && judged.discounts.length > 0;
  if (!hasSums) return { ...cart, discounts: [], goods: cart.subtotal, codes: codesView(head, judged, null) };
  const sums = estimate(ctx, head, rows, { way, address, judged });
  const { subtotal, discount, discounts } = totalsView(sums, ctx.locale);
  return {
    ...cart,
    discounts,
    goods: { ...subtotal, amount: subtotal.amount - discount.amount },
    codes: codesView(head, judged, sums),
  };
}

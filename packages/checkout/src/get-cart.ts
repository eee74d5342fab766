import { authorize, type StoreContext } from "@hutong/db";
import { marketOfCountry } from "@hutong/pricing";
import { cartView } from "./cart-rows.ts";
import { totalsView } from "./checkout-view.ts";
import { firstWay, waysOf } from "./delivery/ways.ts";
import { codesView } from "./discounts/codes-view.ts";
import { findDiscounts } from "./discounts/find-discounts.ts";
import { countryOf } from "./market/market-of-quote.ts";
import { estimate } from "./quote.ts";
import { type CheckoutRow, type HeadRow, readCheckout } from "./read-checkout.ts";
import { findRef } from "./references.ts";
import { type BagView, emptyAddress } from "./views.ts";

// Where it goes, unless an order to there is sold in another market than the one that is looked at.
function savedHere({ checkout, terms }: HeadRow): CheckoutRow["address"] {
  const address = checkout?.address ?? null;
  if (!address || terms.others.length === 0) return address;
  const there = marketOfCountry(terms.market, terms.others, address.country ?? "");
  return there === terms.market_id ? address : null;
}

/** A cart with today's prices and discounts; a reference that is missing or not this store's is an empty cart. */
export async function getCart(ctx: StoreContext, input: { cart: string | null }): Promise<BagView> {
  authorize(ctx, "checkout.getCart");
  const cartId = findRef(ctx, "cart", input.cart);
  const { head: read, rows } = await readCheckout(ctx, cartId);
  const head = read!;
  const cart = cartView(ctx, cartId, head.terms.currency, rows);
  const judged = await findDiscounts(ctx, head, rows, head.checkout);
  const address = { ...emptyAddress, country: countryOf(head), ...savedHere(head) };
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

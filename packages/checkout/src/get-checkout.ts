import { authorize, type StoreContext } from "@hutong/db";
import type { Device } from "@hutong/payments/schemas";
import { checkoutView, type Seen } from "./checkout-view.ts";
import { checkoutOf } from "./customer-checkout.ts";
import { readInMarket } from "./market/read-in-market.ts";
import { findRef } from "./references.ts";
import { signedIn } from "./signed-in.ts";
import type { CheckoutView } from "./views.ts";

/**
 * The checkout page of a cart: two statements, nothing written. With an address or a way of
 * delivery, as it would be for those, whatever was saved. `device`: what the page is open on, for ways to pay that are for some only.
 */
export async function getCheckout(
  ctx: StoreContext,
  input: { cart: string | null; device?: Device } & Omit<Seen, "device">,
): Promise<CheckoutView> {
  authorize(ctx, "checkout.getCheckout");
  const cartId = findRef(ctx, "cart", input.cart);
  const customerId = signedIn(ctx);
  if (customerId) return await checkoutOf(ctx, customerId, { ...input, cartId });
  const { address, delivery, shippingRateId, device = null } = input;
  const { head, rows } = await readInMarket(ctx, cartId, { country: address?.country, delivery });
  return await checkoutView(ctx, head!, rows, { address, delivery, shippingRateId, device });
}

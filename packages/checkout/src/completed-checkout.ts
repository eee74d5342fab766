import { fragment, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import type { KeptQuote } from "@hutong/orders";
import { usedDiscounts } from "./discounts/hold-discounts.ts";

/**
 * CTEs that end a checkout, beside those of `placeOrder`: it names its order, and what was bought leaves its cart. What was added while it
 * was paid stays there.
 */
export function completedCheckout(
  tx: WriteContext,
  checkout: { id: Id<"checkout">; cart_id: string; quote: KeptQuote | null },
  attemptId: string,
): object {
  return fragment`done as (
      update checkouts set state = 'completed', attempt_id = ${attemptId}, order_id = (select id from new_order), expires_at = null
      where store_id = ${tx.storeId} and id = ${checkout.id}
    ), bought as (
      delete from cart_lines c using new_lines l
      where c.store_id = ${tx.storeId} and c.cart_id = ${checkout.cart_id} and c.variant_id = l.variant_id and c.quantity <= l.quantity
    ), added as (
      update cart_lines c set quantity = c.quantity - l.quantity from new_lines l
      where c.store_id = ${tx.storeId} and c.cart_id = ${checkout.cart_id} and c.variant_id = l.variant_id and c.quantity > l.quantity
    ), freed as (
      update carts set checkout_id = null, discount_codes = null, updated_at = app_now() where store_id = ${tx.storeId} and id = ${checkout.cart_id}
    )${usedDiscounts(tx, checkout)}`;
}

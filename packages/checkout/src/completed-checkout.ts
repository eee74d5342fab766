import { fragment, type WriteContext } from "@hutong/db";

/** CTEs that end a checkout, beside those of `placeOrder`: it names its order, and its cart is empty again. */
export function completedCheckout(
  tx: WriteContext,
  checkout: { id: string; cart_id: string },
  attemptId: string,
): object {
  return fragment`done as (
      update checkouts set state = 'completed', attempt_id = ${attemptId}, order_id = (select id from new_order), expires_at = null
      where store_id = ${tx.storeId} and id = ${checkout.id}
    ), emptied as (
      delete from cart_lines where store_id = ${tx.storeId} and cart_id = ${checkout.cart_id}
    ), freed as (
      update carts set checkout_id = null, updated_at = app_now() where store_id = ${tx.storeId} and id = ${checkout.cart_id}
    )`;
}

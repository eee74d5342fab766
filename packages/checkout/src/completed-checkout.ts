import { fragment, rowset, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import type { KeptQuote } from "@hutong/orders";
import { usedDiscounts } from "./discounts/hold-discounts.ts";

const boughtColumns = { variant_id: "uuid", mark: "text", quantity: "int" };

// Lines of the order as the cart knows them: by variant, and by mark where something was filled in for one.
function boughtLines(quote: KeptQuote | null): object {
  const lines = quote?.lines ?? [];
  if (lines.every(({ mark }) => !mark))
    return fragment`(select variant_id, '' as mark, quantity from new_lines) l`;
  const rows = lines.map(({ variantId, mark = "", quantity }) => ({ variant_id: variantId, mark, quantity }));
  return fragment`(select l.* from ${rowset("l", boughtColumns, rows)}, new_order) l`;
}

/**
 * CTEs that end a checkout, beside those of `placeOrder`: it names its order, and what was bought leaves its cart. What was added while it
 * was paid stays there.
 */
export function completedCheckout(
  tx: WriteContext,
  checkout: { id: Id<"checkout">; cart_id: string; quote: KeptQuote | null },
  attemptId: string | null,
): object {
  const lines = boughtLines(checkout.quote);
  // Not by `=`: a plan that is made while few bags are filled would look for all bags with the variant, and keep to that when there are many.
  const isSame = fragment`c.store_id = ${tx.storeId} and c.cart_id = ${checkout.cart_id}
    and c.variant_id is not distinct from l.variant_id and c.mark is not distinct from l.mark`;
  return fragment`done as (
      update checkouts set state = 'completed', attempt_id = ${attemptId}, order_id = (select id from new_order), expires_at = null
      where store_id = ${tx.storeId} and id = ${checkout.id}
    ), bought as (
      delete from cart_lines c using ${lines} where ${isSame} and c.quantity <= l.quantity
    ), added as (
      update cart_lines c set quantity = c.quantity - l.quantity from ${lines} where ${isSame} and c.quantity > l.quantity
    ), freed as (
      update carts set checkout_id = null, discount_codes = null, gift_cards = null, updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${checkout.cart_id}
    )${usedDiscounts(tx, checkout)}`;
}

import { sql, type WriteContext } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { findDiscounts } from "./discounts/find-discounts.ts";
import { demandQuantities } from "./lines/quantity-faults.ts";
import { deliveryOfQuote, freezeQuote } from "./quote.ts";
import { readCheckout } from "./read-checkout.ts";
import type { PayingRow } from "./submit-rows.ts";
import { isSamePrice } from "./tenders/cart-tenders.ts";
import { emptyAddress } from "./views.ts";

/**
 * Freezes a checkout's quote anew after the cart changed or the old one grew too old. "changed" when the customer
 * would pay something else than what was shown; then the new quote is kept for them to see first.
 */
export async function requote(tx: WriteContext, checkout: PayingRow): Promise<FrozenQuote | "changed"> {
  const there = tx.as({ marketId: checkout.market_id as Id<"market"> });
  const { head, rows } = await readCheckout(there, checkout.cart_id);
  const before = checkout.quote!;
  if (!head || rows.length === 0) throw new AppError("precondition", "cart_empty");
  demandQuantities(rows);
  const [chosen] = await tx.run(sql<{ id: string | null }>`
    select shipping_rate_id as id from checkouts where store_id = ${tx.storeId} and id = ${checkout.id}`);
  const choice = {
    address: { ...emptyAddress, ...checkout.address },
    delivery: deliveryOfQuote(before),
    shippingRateId: chosen?.id ?? "",
    locale: checkout.locale,
    now: tx.clock.now(),
  };
  const quote = freezeQuote(head, rows, choice, await findDiscounts(tx, head, rows, checkout));
  tx.send(sql`update checkouts set quote = ${quote}::jsonb, total = ${quote.answer.total}::bigint, updated_at = app_now()
    where store_id = ${tx.storeId} and id = ${checkout.id}`);
  return isSamePrice(quote, before) ? quote : "changed";
}

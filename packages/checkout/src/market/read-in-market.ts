import type { StoreContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { marketOfCountry } from "@hutong/pricing";
import type { LineRow } from "../cart-rows.ts";
import { deliveryOfQuote } from "../quote.ts";
import { type HeadRow, readCheckout } from "../read-checkout.ts";
import type { Delivery } from "../schemas.ts";

/** Where an order is to go, as far as it is typed already; else what is saved counts. */
interface Asked {
  readonly country?: string | undefined;
  readonly delivery?: Delivery | undefined;
}

interface Read {
  readonly head: HeadRow | undefined;
  readonly rows: readonly LineRow[];
}

/**
 * What was read of a checkout, in the market in which an order to its country is sold: read again where that is another one than the
 * context's. What is fetched is sold in the market that its customer is in.
 */
export async function moveToMarket(
  ctx: StoreContext,
  cartId: Id<"cart"> | null,
  read: Read,
  asked: Asked,
  checkoutId?: Id<"checkout">,
): Promise<Read> {
  const { head } = read;
  if (!head || head.terms.others.length === 0) return read;
  const { checkout, terms } = head;
  const country = asked.country || checkout?.address?.country;
  const saved = checkout?.quote ? deliveryOfQuote(checkout.quote) : "ship";
  if (!country || (asked.delivery ?? saved) === "pickup") return read;
  const marketId = marketOfCountry(terms.market, terms.others, country) as Id<"market">;
  if (marketId === terms.market_id) return read;
  return await readCheckout(ctx.as({ marketId }), cartId, checkoutId);
}

/** `readCheckout` in the market that the country of delivery decides. */
export async function readInMarket(
  ctx: StoreContext,
  cartId: Id<"cart"> | null,
  asked: Asked,
  checkoutId?: Id<"checkout">,
): Promise<Read> {
  return await moveToMarket(ctx, cartId, await readCheckout(ctx, cartId, checkoutId), asked, checkoutId);
}

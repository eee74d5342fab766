import { authorize, type StoreContext, sql } from "@hutong/db";
import { marketOf } from "@hutong/pricing";
import { cartLines, cartView } from "./cart-rows.ts";
import { findRef } from "./references.ts";
import type { CartView } from "./views.ts";

/** A cart with today's prices; a reference that is missing or not this store's is an empty cart. */
export async function getCart(ctx: StoreContext, input: { cart: string | null }): Promise<CartView> {
  authorize(ctx, "checkout.getCart");
  const cartId = findRef(ctx, "cart", input.cart);
  const [[market], rows] = await ctx.read(
    sql<{ currency: string }>`select m.currency from markets m where ${marketOf(ctx)}`,
    cartLines(ctx, cartId),
  );
  return cartView(ctx, cartId, market!.currency, rows);
}

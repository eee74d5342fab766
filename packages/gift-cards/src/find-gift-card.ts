import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { countTry, giveBackTry, type Limit } from "@hutong/stores";
import type { CartGiftCard } from "./cards-of-cart.ts";
import { hashOf, plainCode } from "./code.ts";

function limitsOf(ctx: StoreContext, cartId: string, ipAddress: string | undefined): Limit[] {
  const window = { windowSeconds: 900 };
  const cart: Limit = { what: "gift card cart", subject: `${ctx.storeId} ${cartId}`, most: 10, ...window };
  return ipAddress
    ? [cart, { what: "gift card address", subject: `${ctx.storeId} ${ipAddress}`, most: 40, ...window }]
    : [cart];
}

/**
 * Finds a card by what was typed. Wrong codes are counted: ten for a cart and forty for a network address in 15 minutes.
 * Outside of a write, since the count is kept whatever becomes of it.
 * Throws `gift_card_unknown` or `too_many_tries` (with the `minutes` to wait).
 */
export async function findGiftCard(
  ctx: StoreContext,
  input: { code: string; cartId: string; ipAddress?: string | undefined },
): Promise<CartGiftCard> {
  authorize(ctx, "gift-cards.findGiftCard");
  const limits = limitsOf(ctx, input.cartId, input.ipAddress);
  await countTry(ctx, limits);
  const code = plainCode(input.code);
  const hash = code && (await hashOf(ctx, code));
  const [[card]] = hash
    ? await ctx.read(sql<CartGiftCard>`
        select id, last_characters as last, currency, balance, state, coalesce(expires_at <= app_now(), false) as "isExpired"
        from gift_cards where store_id = ${ctx.storeId} and code_hash = ${hash}`)
    : [[]];
  if (!card) throw new AppError("invalid", "gift_card_unknown");
  await ctx.writePlatform((tx) => giveBackTry(tx, limits));
  return card;
}

import { authorize, type StoreContext, sql } from "@hutong/db";
import { findGiftCard, whyNotSpent } from "@hutong/gift-cards";
import { AppError, isId } from "@hutong/kernel";
import { readInMarket } from "../market/read-in-market.ts";
import { openRef } from "../references.ts";

const mostCards = 5;

/**
 * Lets a gift card pay a cart, after those that it has; given twice it pays once. Throws `cart_not_found`, `gift_card_unknown`,
 * `gift_card_disabled`, `gift_card_expired`, `gift_card_empty`, `gift_card_currency`, `gift_cards_too_many` or `too_many_tries`.
 */
export async function applyGiftCard(
  ctx: StoreContext,
  input: { cart: string; code: string; ipAddress?: string | undefined },
): Promise<void> {
  authorize(ctx, "checkout.applyGiftCard");
  const cartId = openRef(ctx, "cart", input.cart);
  const card = await findGiftCard(ctx, {
    code: input.code.slice(0, 100),
    cartId,
    ipAddress: input.ipAddress,
  });
  const { head } = await readInMarket(ctx, cartId, {});
  if (!head?.cart_id) throw new AppError("not_found", "cart_not_found");
  const mine = head.gift_cards?.find(({ id }) => id === card.id);
  const problem = whyNotSpent(mine ?? card, head.terms.currency);
  if (problem) throw new AppError("conflict", problem);
  if (mine) return;
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`
      update carts set gift_cards = coalesce(gift_cards, '[]'::jsonb) || jsonb_build_array(${card.id}::text), updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${cartId} and not coalesce(gift_cards, '[]'::jsonb) @> jsonb_build_array(${card.id}::text)
        and coalesce(jsonb_array_length(gift_cards), 0) < ${mostCards}::int
      returning id`);
    if (rows.length > 0) return;
    const [cart] = await tx.run(sql<{ has: boolean }>`
      select coalesce(gift_cards, '[]'::jsonb) @> jsonb_build_array(${card.id}::text) as has from carts
      where store_id = ${tx.storeId} and id = ${cartId}`);
    if (!cart?.has)
      throw new AppError("limit_reached", "gift_cards_too_many", { params: { most: mostCards } });
  });
}

/** Takes a gift card off a cart; one that it does not have is off already. Throws `cart_not_found`. */
export async function removeGiftCard(
  ctx: StoreContext,
  input: { cart: string; giftCard: string },
): Promise<void> {
  authorize(ctx, "checkout.removeGiftCard");
  const cartId = openRef(ctx, "cart", input.cart);
  if (!isId(input.giftCard)) return;
  await ctx.write(async (tx) => {
    tx.send(sql`
      update carts set gift_cards = nullif(gift_cards - ${input.giftCard}::text, '[]'::jsonb), updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${cartId} and gift_cards ? ${input.giftCard}::text`);
  });
}

import { type Statement, type StoreContext, sql } from "@hutong/db";

/** A gift card that a cart has, as a statement about the cart answers it. */
export interface CartGiftCard {
  readonly id: string;
  /** The last four characters of its code. */
  readonly last: string;
  readonly currency: string;
  /** What this cart can spend of it: what its own checkout holds counts as there. */
  readonly balance: number;
  readonly state: "active" | "disabled";
  readonly isExpired: boolean;
}

/** Why a card pays nothing; null when it can. */
export function whyNotSpent(card: CartGiftCard, currency: string): GiftCardProblem | null {
  if (card.state === "disabled") return "gift_card_disabled";
  if (card.isExpired) return "gift_card_expired";
  if (card.currency !== currency) return "gift_card_currency";
  return card.balance === 0 ? "gift_card_empty" : null;
}

export type GiftCardProblem =
  | "gift_card_disabled"
  | "gift_card_expired"
  | "gift_card_currency"
  | "gift_card_empty";

/** The gift cards of a cart by their ids, in that order; what its own checkout holds of them counts as there. */
export function cardsOfCart(
  ctx: StoreContext,
  ids: readonly string[],
  checkoutId: string | null,
): Statement<CartGiftCard> {
  return sql<CartGiftCard>`
    select g.id, g.last_characters as last, g.currency, g.state, coalesce(g.expires_at <= app_now(), false) as "isExpired",
      g.balance + coalesce((select t.amount from checkout_tenders t
        where t.store_id = ${ctx.storeId} and t.checkout_id = ${checkoutId} and t.gift_card_id = g.id and t.state = 'held'), 0) as balance
    from jsonb_array_elements_text(${ids}::jsonb) with ordinality x(id, position)
    cross join lateral (select * from gift_cards where store_id = ${ctx.storeId} and id = x.id::uuid limit 1) g
    order by x.position`;
}

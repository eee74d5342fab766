import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { ListGiftCardsInput } from "./schemas.ts";
import { type StaffGiftCard, staffColumns } from "./staff-gift-card.ts";

export interface GiftCardPage {
  readonly items: readonly StaffGiftCard[];
  /** Where the next page begins; null on the last one. */
  readonly nextBefore: string | null;
  /** What the shop owes for all its cards, spent holds aside: minor units by currency. */
  readonly owed: readonly { readonly amount: number; readonly currency: string }[];
  /** The currency that new ones are issued in. */
  readonly currency: string;
}

/** A store's gift cards, newest first, and what is owed for all of them. */
export async function listGiftCards(ctx: StoreContext, input: ListGiftCardsInput): Promise<GiftCardPage> {
  authorize(ctx, "gift-cards.listGiftCards");
  const { query, before, limit } = ListGiftCardsInput.parse(input);
  const typed = query.trim();
  const last = typed.replace(/[\s-]/g, "").slice(-4).toUpperCase();
  const matching = typed
    ? fragment`and (g.last_characters = ${last} or starts_with(lower(g.recipient_email), lower(${typed})))`
    : nothing;
  const older = before ? fragment`and g.id < ${before}::uuid` : nothing;
  const [rows, owed, [store]] = await ctx.read(
    sql<StaffGiftCard>`
      select ${staffColumns} from gift_cards g join stores s on s.store_id = g.store_id
      where g.store_id = ${ctx.storeId} ${matching} ${older} order by g.id desc limit ${limit + 1}::int`,
    sql<{ amount: number; currency: string }>`
      select sum(balance + held)::bigint as amount, currency from gift_cards where store_id = ${ctx.storeId} group by currency order by currency`,
    sql<{ currency: string }>`select currency from stores where store_id = ${ctx.storeId}`,
  );
  const items = rows.slice(0, limit);
  return {
    items,
    nextBefore: rows.length > limit ? items.at(-1)!.id : null,
    owed,
    currency: store!.currency,
  };
}

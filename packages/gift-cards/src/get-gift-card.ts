import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { type StaffGiftCard, staffColumns } from "./staff-gift-card.ts";

/** One movement of a card, as staff see it. Amounts in minor units of the card's currency. */
export interface StaffMovement {
  readonly id: string;
  readonly kind: "issue" | "hold" | "release" | "capture" | "refund" | "adjust";
  /** What it added to the balance; negative took away. */
  readonly balance: number;
  readonly held: number;
  readonly note: string;
  /** The order that its checkout became, where it did. */
  readonly orderId: string | null;
  readonly orderNumber: number | null;
  readonly at: Date;
}

const mostMovements = 200;

/** One card with its latest movements, newest first. Throws `gift_card_not_found`. */
export async function getGiftCard(
  ctx: StoreContext,
  input: { id: string },
): Promise<{ card: StaffGiftCard; movements: readonly StaffMovement[] }> {
  authorize(ctx, "gift-cards.getGiftCard");
  if (!isId(input.id)) throw new AppError("not_found", "gift_card_not_found");
  const [[card], movements] = await ctx.read(
    sql<StaffGiftCard>`
      select ${staffColumns} from gift_cards g join stores s on s.store_id = g.store_id
      where g.store_id = ${ctx.storeId} and g.id = ${input.id}`,
    sql<StaffMovement>`
      select m.id, m.kind, m.balance, m.held, m.note, o.id as "orderId", o.number as "orderNumber", m.at
      from gift_card_movements m
      left join orders o on o.store_id = ${ctx.storeId} and o.checkout_id = m.checkout_id
      where m.store_id = ${ctx.storeId} and m.gift_card_id = ${input.id}
      order by m.at desc, m.id limit ${mostMovements}::int`,
  );
  if (!card) throw new AppError("not_found", "gift_card_not_found");
  return { card, movements };
}

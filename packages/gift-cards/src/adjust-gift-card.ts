import { authorize, fragment, idempotent, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { movementCtes } from "./movements.ts";
import { AdjustGiftCardInput } from "./schemas.ts";

async function adjust(
  tx: WriteContext,
  given: { id: string; amount: number; reason: string },
): Promise<void> {
  const { id, amount, reason } = given;
  const moves = fragment`(select id as gift_card_id, 'adjust' as kind, ${amount}::bigint as balance, 0::bigint as held, currency,
      null::uuid as checkout_id, ${reason} as note from adjusted) m`;
  const rows = await tx.run(sql`
    with adjusted as (
      update gift_cards set balance = balance + ${amount}::bigint
      where store_id = ${tx.storeId} and id = ${id} and balance + ${amount}::bigint between 0 and ${Number.MAX_SAFE_INTEGER}::bigint
      returning id, currency
    ), ${movementCtes(tx, moves)}
    select id from adjusted`);
  if (rows.length === 0) {
    const [card] = await tx.run(sql<{ balance: number }>`
      select balance from gift_cards where store_id = ${tx.storeId} and id = ${id}`);
    if (!card) throw new AppError("not_found", "gift_card_not_found");
    throw new AppError("invalid", "gift_card_adjust_too_large", {
      field: "amount",
      params: { left: card.balance },
    });
  }
  tx.emit({ kind: "gift_card.adjusted", subject: ["gift-card", id], data: { amount } });
}

/**
 * Adds to a card's balance or takes from it, for a reason that is kept. What a waiting checkout holds is not touched. Once for an
 * idempotency key. Throws `gift_card_not_found`, `gift_card_adjust_too_large`, `idempotency_key_reused`.
 */
export async function adjustGiftCard(ctx: StoreContext, input: AdjustGiftCardInput): Promise<void> {
  authorize(ctx, "gift-cards.adjustGiftCard");
  const { key, ...given } = AdjustGiftCardInput.parse(input);
  if (!isId(given.id)) throw new AppError("not_found", "gift_card_not_found");
  await ctx.write(async (tx) => {
    await idempotent(tx, { operation: "gift-cards.adjustGiftCard", key, request: given }, async () => {
      await adjust(tx, given);
      return {};
    });
  });
}

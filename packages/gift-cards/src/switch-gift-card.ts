import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { SwitchGiftCardInput } from "./schemas.ts";

/**
 * Disables a card, or enables it again. What a checkout holds of it already is still taken when its payment comes.
 * Throws `gift_card_not_found`.
 */
export async function switchGiftCard(ctx: StoreContext, input: SwitchGiftCardInput): Promise<void> {
  authorize(ctx, "gift-cards.switchGiftCard");
  const { id, isEnabled } = SwitchGiftCardInput.parse(input);
  if (!isId(id)) throw new AppError("not_found", "gift_card_not_found");
  const state = isEnabled ? "active" : "disabled";
  await ctx.write(async (tx) => {
    const [before] = await tx.run(sql<{ state: string }>`
      select state from gift_cards where store_id = ${tx.storeId} and id = ${id} for update`);
    if (!before) throw new AppError("not_found", "gift_card_not_found");
    if (before.state === state) return;
    tx.send(sql`update gift_cards set state = ${state} where store_id = ${tx.storeId} and id = ${id}`);
    tx.emit({ kind: isEnabled ? "gift_card.enabled" : "gift_card.disabled", subject: ["gift-card", id] });
  });
}

import { authorize, decryptField, type StoreContext, sql } from "@hutong/db";
import { storeKey } from "@hutong/stores";
import { shownCode } from "./code.ts";

/** The name under which a card's code waits for the letter to its recipient. */
export const sealedField = (id: string) => `gift-card ${id}`;

/** Opens the code that waits for a letter, as people read it. */
export async function openSealedCode(ctx: StoreContext, id: string, sealed: string): Promise<string> {
  authorize(ctx, "gift-cards.openSealedCode");
  return shownCode(String(decryptField(await storeKey(ctx), ctx.storeId, sealedField(id), sealed)));
}

/** Forgets the code of a card whose letter has gone out. */
export async function forgetSealedCode(ctx: StoreContext, id: string): Promise<void> {
  authorize(ctx, "gift-cards.forgetSealedCode");
  await ctx.write(async (tx) => {
    tx.send(
      sql`update gift_cards set sealed_code = null where store_id = ${tx.storeId} and id = ${id} and sealed_code is not null`,
    );
  });
}

import {
  authorize,
  encryptField,
  fragment,
  idempotent,
  type StoreContext,
  sql,
  type WriteContext,
} from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import { storeKey } from "@hutong/stores";
import { hashOf, newCode, shownCode } from "./code.ts";
import { movementCtes } from "./movements.ts";
import { IssueGiftCardInput } from "./schemas.ts";
import { sealedField } from "./sealed-code.ts";

/** A card that was just issued. */
export interface IssuedGiftCard {
  readonly id: Id<"gift-card">;
  /** "XXXX-XXXX-XXXX-XXXX"; null when the key had been sent before, since a code is told once. */
  readonly code: string | null;
}

type Given = Omit<ReturnType<typeof IssueGiftCardInput.parse>, "key">;

async function insert(tx: WriteContext, id: Id<"gift-card">, code: string, given: Given): Promise<void> {
  const { amount, lastDay, recipientEmail, note } = given;
  const [hash, key] = await Promise.all([hashOf(tx, code), storeKey(tx)]);
  const sealed = recipientEmail ? encryptField(key, tx.storeId, sealedField(id), code) : null;
  const moves = fragment`(select id as gift_card_id, 'issue' as kind, balance, 0::bigint as held, currency, null::uuid as checkout_id,
      note from issued) m`;
  const rows = await tx.run(sql`
    with issued as (
      insert into gift_cards (store_id, id, code_hash, last_characters, sealed_code, currency, initial, balance, held, state, expires_at,
        recipient_email, note, created_at)
      select s.store_id, ${id}::uuid, ${hash}, ${code.slice(-4)}, ${sealed}, s.currency, ${amount}::bigint, ${amount}::bigint, 0, 'active',
        e.expires_at, ${recipientEmail || null}, ${note}, app_now()
      from stores s
      cross join lateral (select (${lastDay}::date + 1)::timestamp at time zone s.timezone as expires_at) e
      where s.store_id = ${tx.storeId} and (e.expires_at is null or e.expires_at > app_now())
      returning id, balance, currency, note
    ), ${movementCtes(tx, moves)}
    select id from issued`);
  if (rows.length === 0) throw new AppError("invalid", "gift_card_day_over", { field: "lastDay" });
  tx.emit({ kind: "gift_card.issued", subject: ["gift-card", id], data: { amount } });
  if (recipientEmail) tx.enqueue("gift-card-issued", { giftCardId: id });
}

/**
 * Issues a gift card in the store's currency. Its code is in this answer and in the letter to its recipient; what is kept is a
 * hash. Once for an idempotency key. Throws `gift_card_day_over` or `idempotency_key_reused`.
 */
export async function issueGiftCard(ctx: StoreContext, input: IssueGiftCardInput): Promise<IssuedGiftCard> {
  authorize(ctx, "gift-cards.issueGiftCard");
  const { key, ...given } = IssueGiftCardInput.parse(input);
  const code = newCode();
  return await ctx.write(async (tx) => {
    const { answer, isRepeated } = await idempotent(
      tx,
      { operation: "gift-cards.issueGiftCard", key, request: given },
      async () => {
        const id = newId<"gift-card">();
        await insert(tx, id, code, given);
        return { id };
      },
    );
    return { id: answer.id, code: isRepeated ? null : shownCode(code) };
  });
}

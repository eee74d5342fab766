import { authorize, type StoreContext, sql } from "@hutong/db";
import { forgetSealedCode, openSealedCode } from "@hutong/gift-cards";
import { localized } from "@hutong/kernel";
import { storefrontUrl } from "./env.ts";
import type { Mailer } from "./mailer.ts";
import { sendOnce } from "./send-once.ts";
import { giftCardLetter } from "./templates/gift-card-letter.ts";
import { dressed, plain } from "./templates/layout.ts";

type Row = {
  name: Record<string, string>;
  locale: string;
  host: string;
  email: string | null;
  initial: number;
  currency: string;
  sealed_code: string | null;
  last_day: string | null;
};

/** Sends a gift card to its recipient, in the store's language; its code is forgotten afterwards. */
export async function sendGiftCardMail(
  ctx: StoreContext,
  mailer: Mailer,
  input: { jobId: string; giftCardId: string },
): Promise<void> {
  authorize(ctx, "notifications.sendGiftCardMail");
  const { jobId, giftCardId } = input;
  const [[row]] = await ctx.read(sql<Row>`
    select s.name, s.locale, h.host, g.recipient_email as email, g.initial, g.currency, g.sealed_code,
      ((g.expires_at at time zone s.timezone)::date - 1)::text as last_day
    from gift_cards g
    join stores s on s.store_id = g.store_id
    join store_hosts h on h.store_id = g.store_id and h.is_primary
    where g.store_id = ${ctx.storeId} and g.id = ${giftCardId}`);
  if (!row?.email || row.sealed_code === null) return;
  const { email, locale, sealed_code: sealed } = row;
  const storeName = localized(row.name, locale);
  await sendOnce(ctx, { id: jobId, kind: "gift-card-issued", subjectId: giftCardId }, async () => {
    const letter = giftCardLetter({
      storeName,
      locale,
      amount: { amount: row.initial, currency: row.currency },
      code: await openSealedCode(ctx, giftCardId, sealed),
      lastDay: row.last_day,
      url: storefrontUrl(row.host),
    });
    await mailer.send({
      id: jobId,
      to: email,
      fromName: storeName,
      subject: letter.subject,
      text: plain(letter),
      html: dressed(letter, locale),
      storeId: ctx.storeId,
    });
  });
  await forgetSealedCode(ctx, giftCardId);
}

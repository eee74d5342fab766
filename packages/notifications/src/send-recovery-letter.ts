import { refOf } from "@hutong/checkout";
import { authorize, type StoreContext, sql } from "@hutong/db";
import { localized } from "@hutong/kernel";
import { storefrontUrl } from "./env.ts";
import type { Mailer } from "./mailer.ts";
import { sendOnce } from "./send-once.ts";
import { dressed, plain } from "./templates/layout.ts";
import { recoveryLetter } from "./templates/recovery-letter.ts";

type Row = {
  name: Record<string, string>;
  storeLocale: string;
  host: string;
  email: string | null;
  locale: string;
  customerName: string | null;
  currency: string;
  lines: { title: string; variantTitle: string; quantity: number; unitPrice: number }[];
};

/** Writes to whoever left a checkout, once for its job; nothing where it became an order meanwhile, or was erased. */
export async function sendRecoveryLetter(
  ctx: StoreContext,
  mailer: Mailer,
  input: { jobId: string; checkoutId: string },
): Promise<void> {
  authorize(ctx, "notifications.sendRecoveryLetter");
  const { jobId, checkoutId } = input;
  const [[row]] = await ctx.read(sql<Row>`
    select s.name, s.locale as "storeLocale", h.host, k.email, k.locale, k.address->>'name' as "customerName", k.currency,
      k.quote->'lines' as lines
    from checkouts k
    join stores s on s.store_id = k.store_id
    join store_hosts h on h.store_id = k.store_id and h.is_primary
    where k.store_id = ${ctx.storeId} and k.id = ${checkoutId} and k.order_id is null and k.quote is not null`);
  if (!row?.email) return;
  const { email, locale, currency } = row;
  const base = `${storefrontUrl(row.host)}${locale === row.storeLocale ? "" : `/${locale}`}/checkout`;
  const storeName = localized(row.name, locale);
  const letter = recoveryLetter({
    storeName,
    locale,
    customerName: row.customerName ?? "",
    lines: row.lines.map(({ title, variantTitle, quantity, unitPrice }) => ({
      title,
      variantTitle,
      quantity,
      total: { amount: unitPrice * quantity, currency },
    })),
    url: `${base}/recover?token=${refOf(ctx, "recovery", checkoutId)}`,
    stopUrl: `${base}/letters?token=${refOf(ctx, "letter-stop", checkoutId)}`,
  });
  await sendOnce(ctx, { id: jobId, kind: "recovery-letter", subjectId: checkoutId }, () =>
    mailer.send({
      id: jobId,
      to: email,
      fromName: storeName,
      subject: letter.subject,
      text: plain(letter),
      html: dressed(letter, locale),
      storeId: ctx.storeId,
    }),
  );
}

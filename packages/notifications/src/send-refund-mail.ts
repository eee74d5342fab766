import { authorize, type StoreContext, sql } from "@hutong/db";
import { localized } from "@hutong/kernel";
import type { Mailer } from "./mailer.ts";
import { sendOnce } from "./send-once.ts";
import { dressed, plain } from "./templates/layout.ts";
import { refundLetter } from "./templates/refund-letter.ts";

type Row = {
  name: Record<string, string>;
  email: string | null;
  locale: string;
  customer_name: string;
  has_order: boolean;
  amount: number;
  currency: string;
};

/** Tells a customer that a payment goes back to them, and why. */
export async function sendRefundMail(
  ctx: StoreContext,
  mailer: Mailer,
  input: { jobId: string; checkoutId: string; paymentId: string },
): Promise<void> {
  authorize(ctx, "notifications.sendRefundMail");
  const [[row]] = await ctx.read(sql<Row>`
    select s.name, k.email, k.locale, k.address->>'name' as customer_name, k.order_id is not null as has_order, p.amount, p.currency
    from checkouts k
    join stores s on s.store_id = k.store_id
    join payments p on p.store_id = k.store_id and p.id = ${input.paymentId}
    where k.store_id = ${ctx.storeId} and k.id = ${input.checkoutId}`);
  if (!row?.email) return;
  const { email, locale } = row;
  const storeName = localized(row.name, locale);
  const letter = refundLetter({
    storeName,
    locale,
    customerName: row.customer_name,
    amount: { amount: row.amount, currency: row.currency },
    hasOrder: row.has_order,
  });
  await sendOnce(ctx, { id: input.jobId, kind: "payment-refunded", subjectId: input.paymentId }, () =>
    mailer.send({
      id: input.jobId,
      to: email,
      fromName: storeName,
      subject: letter.subject,
      text: plain(letter),
      html: dressed(letter, locale),
      storeId: ctx.storeId,
    }),
  );
}

import { authorize, type StoreContext, sql } from "@hutong/db";
import { localized } from "@hutong/kernel";
import { isByHand } from "@hutong/payments";
import type { Mailer } from "./mailer.ts";
import { sendOnce } from "./send-once.ts";
import { dressed, plain } from "./templates/layout.ts";
import { orderRefundLetter } from "./templates/refund-letter.ts";

type Row = {
  name: Record<string, string>;
  email: string | null;
  locale: string;
  customer_name: string;
  number: number;
  amount: number;
  currency: string;
  provider: string;
};

/** Tells a customer that money of their order has gone back to them. */
export async function sendOrderRefundMail(
  ctx: StoreContext,
  mailer: Mailer,
  input: { jobId: string; refundId: string },
): Promise<void> {
  authorize(ctx, "notifications.sendOrderRefundMail");
  const [[row]] = await ctx.read(sql<Row>`
    select s.name, o.email, o.locale, o.address->>'name' as customer_name, o.number, r.amount, r.currency, t.provider
    from refunds r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id
    join payment_attempts t on t.store_id = p.store_id and t.id = p.attempt_id
    join orders o on o.store_id = r.store_id and o.checkout_id = (select a.reference_id::uuid from refunds f
      join payments q on q.store_id = f.store_id and q.id = f.payment_id
      join payment_attempts a on a.store_id = q.store_id and a.id = q.attempt_id and a.purpose = 'checkout'
      where f.store_id = ${ctx.storeId} and f.id = ${input.refundId})
    join stores s on s.store_id = r.store_id
    where r.store_id = ${ctx.storeId} and r.id = ${input.refundId}`);
  if (!row?.email) return;
  const { email, locale } = row;
  const storeName = localized(row.name, locale);
  const letter = orderRefundLetter({
    storeName,
    locale,
    customerName: row.customer_name,
    number: row.number,
    amount: { amount: row.amount, currency: row.currency },
    isByHand: isByHand(row.provider),
  });
  await sendOnce(ctx, { id: input.jobId, kind: "refund-made", subjectId: input.refundId }, () =>
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

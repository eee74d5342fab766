import { authorize, type StoreContext } from "@hutong/db";
import type { Mailer } from "./mailer.ts";
import { orderMailData } from "./order-mail-data.ts";
import { noteSent } from "./send-once.ts";
import { dressed, plain } from "./templates/layout.ts";
import { type OrderMailKind, orderLetter } from "./templates/order-letters.ts";

/** Writes to the customer about an order. Nothing is sent where they left no e-mail address. */
export async function sendOrderMail(
  ctx: StoreContext,
  mailer: Mailer,
  input: { jobId: string; kind: OrderMailKind; orderId: string },
): Promise<void> {
  authorize(ctx, "notifications.sendOrderMail");
  const data = await orderMailData(ctx, input);
  if (!data?.email || data.isSent) return;
  const letter = orderLetter(input.kind, data);
  await mailer.send({
    id: input.jobId,
    to: data.email,
    fromName: data.storeName,
    subject: letter.subject,
    text: plain(letter),
    html: dressed(letter, data.locale),
    storeId: ctx.storeId,
  });
  await noteSent(ctx, { id: input.jobId, kind: input.kind, subjectId: input.orderId });
}

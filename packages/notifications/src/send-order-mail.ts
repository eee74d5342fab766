import { authorize, type StoreContext } from "@hutong/db";
import type { Mailer } from "./mailer.ts";
import { orderMailData } from "./order-mail-data.ts";
import { sendOnce } from "./send-once.ts";
import { dressed, plain } from "./templates/layout.ts";
import { type OrderMailKind, orderLetter } from "./templates/order-letters.ts";

/** Writes to the customer about an order. Nothing is sent where they left no e-mail address. */
export async function sendOrderMail(
  ctx: StoreContext,
  mailer: Mailer,
  input: { jobId: string; kind: OrderMailKind; orderId: string },
): Promise<void> {
  authorize(ctx, "notifications.sendOrderMail");
  const data = await orderMailData(ctx, input.orderId);
  if (!data?.email) return;
  const { email } = data;
  const letter = orderLetter(input.kind, data);
  await sendOnce(ctx, { id: input.jobId, kind: input.kind, subjectId: input.orderId }, () =>
    mailer.send({
      id: input.jobId,
      to: email,
      fromName: data.storeName,
      subject: letter.subject,
      text: plain(letter),
      html: dressed(letter, data.locale),
      storeId: ctx.storeId,
    }),
  );
}

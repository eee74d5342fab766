import { authorize, type StoreContext } from "@hutong/db";
import type { Mailer } from "./mailer.ts";
import { type OrderLetter, type OrderMailData, orderMailData } from "./order-mail-data.ts";
import { noteSent } from "./send-once.ts";
import { dressed, plain } from "./templates/layout.ts";
import { type OrderMailKind, orderLetter } from "./templates/order-letters.ts";

/** Letters on their way to the mail server at a time. */
const atOnce = 4;

async function send(
  ctx: StoreContext,
  mailer: Mailer,
  kind: OrderMailKind,
  jobId: string,
  data: OrderMailData,
): Promise<void> {
  const letter = orderLetter(kind, data);
  await mailer.send({
    id: jobId,
    to: data.email!,
    fromName: data.storeName,
    subject: letter.subject,
    text: plain(letter),
    html: dressed(letter, data.locale),
    storeId: ctx.storeId,
  });
}

/**
 * Writes to customers about their orders, some letters at a time: what a letter costs is mostly the way to the
 * database. Nothing is sent where a customer left no e-mail address, or the job's letter went out before. Answers how
 * each letter went, in their order: one that failed does not keep the others.
 */
export async function sendOrderMails(
  ctx: StoreContext,
  mailer: Mailer,
  input: { kind: OrderMailKind; letters: readonly OrderLetter[] },
): Promise<PromiseSettledResult<void>[]> {
  authorize(ctx, "notifications.sendOrderMails");
  const { kind, letters } = input;
  const data = await orderMailData(ctx, letters);
  const results: PromiseSettledResult<void>[] = [];
  for (let start = 0; start < letters.length; start += atOnce) {
    const some = letters.slice(start, start + atOnce);
    const sent: OrderLetter[] = [];
    const sendOne = async (letter: OrderLetter) => {
      const known = data.get(letter.jobId);
      if (!known?.email || known.isSent) return;
      await send(ctx, mailer, kind, letter.jobId, known);
      sent.push(letter);
    };
    results.push(...(await Promise.allSettled(some.map(sendOne))));
    await noteSent(
      ctx,
      sent.map(({ jobId, orderId }) => ({ id: jobId, kind, subjectId: orderId })),
    );
  }
  return results;
}

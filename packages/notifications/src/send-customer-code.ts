import { codeMinutes, forgetSealed, openCode } from "@hutong/customers";
import { authorize, type StoreContext, sql } from "@hutong/db";
import { localized } from "@hutong/kernel";
import type { Mailer } from "./mailer.ts";
import { codeLetter, codeText } from "./templates/code-letter.ts";
import { dressed, plain } from "./templates/layout.ts";
import type { TextSender } from "./text-sender.ts";

/** Sends a sign-in code to its address or number, and forgets how it reads. One that a newer replaced is not sent. */
export async function sendCustomerCode(
  ctx: StoreContext,
  { mailer, texts }: { mailer: Mailer; texts: TextSender },
  input: { jobId: string; codeId: string },
): Promise<void> {
  authorize(ctx, "notifications.sendCustomerCode");
  const opened = await openCode(ctx, { codeId: input.codeId });
  if (!opened) return;
  const { contact, kind, code, locale } = opened;
  const [[store]] = await ctx.read(
    sql<{ name: Record<string, string> }>`select name from stores where store_id = ${ctx.storeId}`,
  );
  const storeName = localized(store!.name, locale);
  const data = { storeName, code, minutes: codeMinutes, locale };
  if (kind === "phone") {
    const text = codeText(data);
    await texts.send({ id: input.jobId, to: contact, text, storeName, storeId: ctx.storeId });
  } else {
    const letter = codeLetter(data);
    await mailer.send({
      id: input.jobId,
      to: contact,
      fromName: storeName,
      subject: letter.subject,
      text: plain(letter),
      html: dressed(letter, locale),
      storeId: ctx.storeId,
    });
  }
  await forgetSealed(ctx, input.codeId);
}

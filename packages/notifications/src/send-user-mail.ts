import { type Cell, readPlatform, sql, writePlatform } from "@hutong/db";
import { dashboardUrl } from "./env.ts";
import type { Mailer } from "./mailer.ts";
import { dressed, plain } from "./templates/layout.ts";
import { type UserMailKind, userLetter } from "./templates/user-letters.ts";

type Row = {
  payload: { template: UserMailKind; token: string };
  email: string;
  name: string;
  locale: string;
};

/** Sends one row of the platform outbox to its user and deletes it, and with it the token that it carried. */
export async function sendUserMail(cell: Cell, mailer: Mailer, input: { messageId: string }): Promise<void> {
  const [[row]] = await readPlatform(
    cell,
    sql<Row>`select o.payload, u.email, u.name, u.locale from platform_outbox o
      join users u on u.id = (o.payload->>'userId')::uuid where o.id = ${input.messageId}`,
  );
  if (!row) return;
  const url = `${dashboardUrl}/${row.payload.template}?token=${encodeURIComponent(row.payload.token)}`;
  const letter = userLetter(row.payload.template, { name: row.name, locale: row.locale, url });
  await mailer.send({
    id: input.messageId,
    to: row.email,
    fromName: "Hutong",
    subject: letter.subject,
    text: plain(letter),
    html: dressed(letter, row.locale),
    storeId: null,
  });
  await writePlatform(cell, async (tx) => {
    await tx.run(sql`delete from platform_outbox where id = ${input.messageId}`);
  });
}

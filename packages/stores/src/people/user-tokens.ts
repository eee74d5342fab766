import { type PlatformTransaction, sql } from "@hutong/db";
import { type Id, newId } from "@hutong/kernel";
import { hashToken, newToken } from "./tokens.ts";

export type UserMail = "verify-email" | "reset-password";

const hours = { "verify-email": 48, "reset-password": 1 } as const satisfies Record<UserMail, number>;

/**
 * Makes a one-time link for a user and hands its mail to the platform outbox. The token itself stands only in
 * that outbox row, which is deleted when the mail was sent. An older link of the same kind stops working.
 */
export async function mailToken(
  tx: PlatformTransaction,
  userId: Id<"user">,
  template: UserMail,
): Promise<void> {
  const token = newToken();
  await tx.run(sql`delete from user_tokens where user_id = ${userId} and kind = ${template}`);
  await tx.run(sql`insert into user_tokens (token_hash, kind, user_id, expires_at)
    values (${hashToken(token)}, ${template}, ${userId}, app_now() + ${hours[template]}::int * interval '1 hour')`);
  await tx.run(sql`insert into platform_outbox (id, kind, payload, created_at)
    values (${newId<"platform-message">()}, 'user-mail', ${{ userId, template, token }}::jsonb, app_now())`);
}

/** Takes a one-time token: its user, or null when it is unknown, used or expired. */
export async function takeToken(
  tx: PlatformTransaction,
  kind: UserMail,
  token: string,
): Promise<Id<"user"> | null> {
  const [row] = await tx.run(sql<{ user_id: Id<"user"> }>`delete from user_tokens
    where token_hash = ${hashToken(token)} and kind = ${kind} and expires_at > app_now() returning user_id`);
  return row?.user_id ?? null;
}

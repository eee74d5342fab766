import { type Cell, type PlatformTransaction, readPlatform, sql, writePlatform } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { hashToken, newToken } from "./tokens.ts";

/** How long a session lives; sessions are not prolonged, so a stolen one ends by itself. */
export const sessionDays = 30;

export interface SignedInUser {
  readonly id: Id<"user">;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly isVerified: boolean;
}

/** Begins a session unless the password was changed while it was being checked; answers the raw token. */
export async function insertSession(
  tx: PlatformTransaction,
  userId: Id<"user">,
  passwordHash: string,
): Promise<string> {
  const token = newToken();
  const made = await tx.run(sql`insert into user_sessions (token_hash, user_id, created_at, expires_at)
    select ${hashToken(token)}, u.id, app_now(), app_now() + ${sessionDays}::int * interval '1 day'
    from users u where u.id = ${userId} and u.password_hash = ${passwordHash} returning user_id`);
  if (made.length === 0) throw new AppError("forbidden", "sign_in_wrong");
  await tx.run(sql`delete from user_sessions where user_id = ${userId} and expires_at <= app_now()`);
  return token;
}

/** Who a session's token belongs to; null when it was ended, has expired or never was. */
export async function findSession(cell: Cell, token: string): Promise<SignedInUser | null> {
  const [[row]] = await readPlatform(
    cell,
    sql<{ id: Id<"user">; email: string; name: string; locale: string; is_verified: boolean }>`
      select u.id, u.email, u.name, u.locale, u.email_verified_at is not null as is_verified
      from user_sessions s join users u on u.id = s.user_id
      where s.token_hash = ${hashToken(token)} and s.expires_at > app_now()`,
  );
  return row
    ? { id: row.id, email: row.email, name: row.name, locale: row.locale, isVerified: row.is_verified }
    : null;
}

/** Ends one session; its cookie is worth nothing at the next request. */
export async function endSession(cell: Cell, token: string): Promise<void> {
  await writePlatform(cell, (tx) =>
    tx.run(sql`delete from user_sessions where token_hash = ${hashToken(token)}`),
  );
}

/** Ends every session of a user. */
export async function endAllSessions(cell: Cell, userId: Id<"user">): Promise<void> {
  await writePlatform(cell, (tx) => tx.run(sql`delete from user_sessions where user_id = ${userId}`));
}

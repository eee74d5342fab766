import { type Cell, sql, writePlatform } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { hashPassword } from "./passwords.ts";
import { readInput } from "./read-input.ts";
import { RequestPasswordResetInput, ResetPasswordInput } from "./schemas.ts";
import { accountLimit } from "./sign-in.ts";
import { countTry, forgetTries } from "./throttle.ts";
import { mailToken, takeToken } from "./user-tokens.ts";

/**
 * Mails a link to set a new password. Answers the same whether or not the address has an account.
 * @param address network address of whoever asks
 * @throws AppError `limit_reached` / `too_many_tries`: five an hour for one e-mail, 200 for one network address
 */
export async function requestPasswordReset(
  cell: Cell,
  input: RequestPasswordResetInput,
  { address }: { address: string },
): Promise<void> {
  const { email } = readInput(RequestPasswordResetInput, input);
  await countTry(cell, [
    { what: "reset-password account", subject: email, most: 5, windowSeconds: 3600 },
    { what: "reset-password address", subject: address, most: 200, windowSeconds: 3600 },
  ]);
  await writePlatform(cell, async (tx) => {
    const [user] = await tx.run(sql<{ id: Id<"user"> }>`select id from users where email = ${email}`);
    if (user) await mailToken(tx, user.id, "reset-password");
  });
}

/**
 * Sets a new password with the token of a mailed link. Signs the user out everywhere, and counts as proof of the
 * address, since the link came by mail.
 * @throws AppError `precondition` / `link_expired` when the token is unknown, used or older than an hour
 */
export async function resetPassword(cell: Cell, input: ResetPasswordInput): Promise<{ userId: Id<"user"> }> {
  const { token, password } = readInput(ResetPasswordInput, input);
  const passwordHash = await hashPassword(password);
  return writePlatform(cell, async (tx) => {
    const userId = await takeToken(tx, "reset-password", token);
    if (!userId) throw new AppError("precondition", "link_expired");
    const [user] = await tx.run(sql<{ email: string }>`update users
      set password_hash = ${passwordHash}, email_verified_at = coalesce(email_verified_at, app_now())
      where id = ${userId} returning email`);
    await tx.run(sql`delete from user_sessions where user_id = ${userId}`);
    if (user) await forgetTries(tx, accountLimit(user.email));
    return { userId };
  });
}

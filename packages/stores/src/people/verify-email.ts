import { type Cell, readPlatform, sql, writePlatform } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { readInput } from "./read-input.ts";
import { VerifyEmailInput } from "./schemas.ts";
import { countTry } from "./throttle.ts";
import { mailToken, takeToken } from "./user-tokens.ts";

/**
 * Proves an address with the token of a mailed link.
 * @throws AppError `precondition` / `link_expired` when the token is unknown, used or older than 48 hours
 */
export async function verifyEmail(cell: Cell, input: VerifyEmailInput): Promise<{ userId: Id<"user"> }> {
  const { token } = readInput(VerifyEmailInput, input);
  return writePlatform(cell, async (tx) => {
    const userId = await takeToken(tx, "verify-email", token);
    if (!userId) throw new AppError("precondition", "link_expired");
    await tx.run(
      sql`update users set email_verified_at = coalesce(email_verified_at, app_now()) where id = ${userId}`,
    );
    return { userId };
  });
}

/**
 * Mails the link again; an older one stops working. Six an hour for one user.
 * @returns false when the address is verified already and nothing was sent
 */
export async function resendVerification(cell: Cell, userId: Id<"user">): Promise<boolean> {
  const [[user]] = await readPlatform(
    cell,
    sql<{ email_verified_at: Date | null }>`select email_verified_at from users where id = ${userId}`,
  );
  if (!user || user.email_verified_at) return false;
  await countTry(cell, [{ what: "verify-email mail", subject: userId, most: 6, windowSeconds: 3600 }]);
  await writePlatform(cell, (tx) => mailToken(tx, userId, "verify-email"));
  return true;
}

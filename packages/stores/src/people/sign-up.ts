import { type Cell, writePlatform } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { insertUser } from "./create-user.ts";
import { hashPassword } from "./passwords.ts";
import { readInput } from "./read-input.ts";
import { SignUpInput } from "./schemas.ts";
import { countTry } from "./throttle.ts";
import { mailToken } from "./user-tokens.ts";

/**
 * Makes an account and mails the link that proves the address. The user may sign in at once, but opens no store
 * before the address is verified.
 * @param address network address of whoever asks; 200 tries an hour, for each costs a mail and a hash
 * @throws AppError `invalid` with a field, `conflict` / `email_taken`, `limit_reached` / `too_many_tries`
 */
export async function signUp(
  cell: Cell,
  input: SignUpInput,
  { address }: { address: string },
): Promise<{ userId: Id<"user"> }> {
  const user = readInput(SignUpInput, input);
  await countTry(cell, [{ what: "sign-up", subject: address, most: 200, windowSeconds: 3600 }]);
  const passwordHash = await hashPassword(user.password);
  return writePlatform(cell, async (tx) => {
    const made = await insertUser(tx, { ...user, passwordHash, isVerified: false });
    await mailToken(tx, made.userId, "verify-email");
    return made;
  });
}

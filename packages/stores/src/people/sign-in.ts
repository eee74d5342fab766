import { type Cell, readPlatform, sql, writePlatform } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { passwordFits } from "./passwords.ts";
import { readInput } from "./read-input.ts";
import { SignInInput } from "./schemas.ts";
import { insertSession } from "./sessions.ts";
import { countTry, forgetTries, giveBackTry, type Limit } from "./throttle.ts";

/** Failed sign-ins of one account: ten in 15 minutes. */
export function accountLimit(email: string): Limit {
  return { what: "sign-in account", subject: email, most: 10, windowSeconds: 900 };
}

function addressLimit(address: string): Limit {
  return { what: "sign-in address", subject: address, most: 500, windowSeconds: 900 };
}

/**
 * Checks a password and begins a session. The answer takes as long for an unknown address as for a wrong password.
 * @param address network address of whoever asks
 * @returns the session's token, for the cookie alone
 * @throws AppError `forbidden` / `sign_in_wrong`, `limit_reached` / `too_many_tries`
 */
export async function signIn(
  cell: Cell,
  input: SignInInput,
  { address }: { address: string },
): Promise<{ userId: Id<"user">; token: string }> {
  const { email, password } = readInput(SignInInput, input);
  const limits = [accountLimit(email), addressLimit(address)];
  await countTry(cell, limits);
  const [[user]] = await readPlatform(
    cell,
    sql<{
      id: Id<"user">;
      password_hash: string;
    }>`select id, password_hash from users where email = ${email}`,
  );
  const fits = await passwordFits(user?.password_hash ?? null, password.normalize("NFC"));
  if (!user || !fits) throw new AppError("forbidden", "sign_in_wrong");
  return writePlatform(cell, async (tx) => {
    await forgetTries(tx, limits[0]!);
    await giveBackTry(tx, [limits[1]!]);
    return { userId: user.id, token: await insertSession(tx, user.id, user.password_hash) };
  });
}

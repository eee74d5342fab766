import { type Cell, isDatabaseError, type PlatformTransaction, sql, writePlatform } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import { hashPassword } from "./passwords.ts";
import { readInput } from "./read-input.ts";
import { SignUpInput } from "./schemas.ts";

/**
 * Makes a user, as an operator or the seed does; people themselves use `signUp`.
 * @throws AppError `conflict` / `email_taken`
 */
export async function createUser(
  cell: Cell,
  input: SignUpInput & { isVerified: boolean },
): Promise<{ userId: Id<"user"> }> {
  const user = readInput(SignUpInput, input);
  const passwordHash = await hashPassword(user.password);
  return writePlatform(cell, (tx) => insertUser(tx, { ...user, passwordHash, isVerified: input.isVerified }));
}

interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly passwordHash: string;
  readonly isVerified: boolean;
}

/** Inserts a user whose input was read; throws `email_taken`. */
export async function insertUser(tx: PlatformTransaction, user: NewUser): Promise<{ userId: Id<"user"> }> {
  const userId = newId<"user">();
  try {
    await tx.run(sql`insert into users (id, email, name, password_hash, locale, email_verified_at, created_at)
      values (${userId}, ${user.email}, ${user.name}, ${user.passwordHash}, ${user.locale},
        case when ${user.isVerified}::boolean then app_now() end, app_now())`);
  } catch (error) {
    if (isDatabaseError(error, "23505")) throw new AppError("conflict", "email_taken", { field: "email" });
    throw error;
  }
  return { userId };
}

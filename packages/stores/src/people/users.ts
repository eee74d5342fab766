import { type Cell, readPlatform, sql, writePlatform } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { readInput } from "./read-input.ts";
import { Email, UpdateUserInput } from "./schemas.ts";

/** The user of an e-mail address, or null. */
export async function findUserByEmail(
  cell: Cell,
  email: string,
): Promise<{ id: Id<"user">; name: string; isVerified: boolean } | null> {
  const clean = readInput(Email, email);
  const [[row]] = await readPlatform(
    cell,
    sql<{ id: Id<"user">; name: string; is_verified: boolean }>`
      select id, name, email_verified_at is not null as is_verified from users where email = ${clean}`,
  );
  return row ? { id: row.id, name: row.name, isVerified: row.is_verified } : null;
}

/** Changes a user's own name or language. */
export async function updateUser(cell: Cell, userId: Id<"user">, input: UpdateUserInput): Promise<void> {
  const { name, locale } = readInput(UpdateUserInput, input);
  await writePlatform(cell, (tx) =>
    tx.run(sql`update users set name = coalesce(${name ?? null}::text, name),
      locale = coalesce(${locale ?? null}::text, locale) where id = ${userId}`),
  );
}

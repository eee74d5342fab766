import { type Algorithm, hash, verify } from "@node-rs/argon2";

// OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane.
const cost = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id hash of a password, with its own salt and costs inside. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let nobody: Promise<string> | undefined;

/**
 * Whether a password fits a hash. Without a hash (no such user) the same work is done against a hash of nobody's,
 * so that the time of the answer does not tell who has an account.
 */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword("nobody's password");
  const fits = await verify(stored ?? (await nobody), password);
  return fits && stored !== null;
}

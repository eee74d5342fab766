import { randomBytes } from "node:crypto";
import { fingerprint, type StoreContext } from "@hutong/db";
import { storeKey } from "@hutong/stores";

// Crockford's base 32: without I, L, O and U, so that what is read aloud or copied by hand comes out right.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;

/** A new code of 80 random bits: 16 characters, without the hyphens that people see. */
export function newCode(): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte & 31]).join("");
}

/** A code as people read it: "7K2M-…" in groups of four. */
export function shownCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** What was typed as a plain code, whatever its hyphens, blanks, case and width; null when it cannot be one. */
export function plainCode(typed: string): string | null {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return code.length === length && [...code].every((one) => alphabet.includes(one)) ? code : null;
}

/** What is kept of a code: nobody who reads the database can spend by it. */
export async function hashOf(ctx: StoreContext, code: string): Promise<string> {
  return fingerprint(await storeKey(ctx), ctx.storeId, "gift-card", code);
}

import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a cookie or a link; the database keeps only `hashToken` of it. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a token: the token has 256 random bits, so one plain hash is enough. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds a signed message stays good, as at the providers that this one imitates. */
export const toleranceSeconds = 300;

/** HMAC-SHA256 over "<timestamp>.<body>", base64url. */
export function sign(secret: string, timestamp: string, body: string | Uint8Array): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("base64url");
}

/** Why a signature is not good, or null when it is. `now` in milliseconds. */
export function findFault(
  secret: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  now: number,
): string | null {
  const timestamp = headers["x-test-timestamp"] ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return "no timestamp";
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) return "too old";
  const given = Buffer.from(headers["x-test-signature"] ?? "", "base64url");
  const right = Buffer.from(sign(secret, timestamp, body), "base64url");
  return given.length === right.length && timingSafeEqual(given, right) ? null : "wrong signature";
}

/** Headers of a signed message. */
export function signedHeaders(secret: string, body: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    "content-type": "application/json",
    "x-test-timestamp": timestamp,
    "x-test-signature": sign(secret, timestamp, body),
  };
}

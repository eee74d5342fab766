import { randomBytes } from "node:crypto";
import { payOrigin } from "@hutong/payments";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

const isSecure = payOrigin.startsWith("https:");
// With the prefix no neighbour under the same domain can set it.
const name = isSecure ? "__Host-hutong_pay" : "hutong_pay";

/** The random name of this browser on the pay host; null when it has none. */
export function browserOf(c: Context): string | null {
  const known = getCookie(c, name) ?? "";
  return /^[\w-]{22}$/.test(known) ? known : null;
}

/** The browser's name, given to it now where it has none. Ends with the browser's session. */
export function nameBrowser(c: Context): string {
  const known = browserOf(c);
  if (known) return known;
  const given = randomBytes(16).toString("base64url");
  setCookie(c, name, given, { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure });
  return given;
}

import { randomBytes } from "node:crypto";
import { payOrigin } from "@hutong/payments";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

const isSecure = payOrigin.startsWith("https:");
// With the prefix no neighbour under the same domain can set it.
const name = isSecure ? "__Host-hutong_pay" : "hutong_pay";
const given = "given browser";

/** The random name of this browser on the pay host; null when it has none. */
export function browserOf(c: Context): string | null {
  const known = getCookie(c, name) ?? "";
  return /^[\w-]{22}$/.test(known) ? known : null;
}

/** The browser's name, given to it with this answer where it has none. Ends with the browser's session. */
export function nameBrowser(c: Context): string {
  const browser = browserOf(c) ?? randomBytes(16).toString("base64url");
  c.set(given, browser);
  return browser;
}

/** Sends the name that an answer gave, whatever the answer is. */
export const sendName: MiddlewareHandler = async (c, next) => {
  await next();
  const browser = c.get(given) as string | undefined;
  if (browser !== undefined && browser !== browserOf(c))
    setCookie(c, name, browser, { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure });
};

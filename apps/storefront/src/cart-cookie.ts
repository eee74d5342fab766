import type { RouteContext } from "./services.ts";

const name = "hutong_cart";
const days = 30;

/** The cart reference that a browser carries, if any. */
export function cartOf(headers: Headers): string | null {
  const match = /(?:^|;\s*)hutong_cart=([\w-]{1,100})/.exec(headers.get("cookie") ?? "");
  return match?.[1] ?? null;
}

/** The cart of a request: the customer's, who has one on all devices, else the browser's. */
export function cartFor(c: RouteContext): string | null {
  const { customer } = c.get("visit");
  return customer ? customer.cart : cartOf(c.req.raw.headers);
}

function cookie(value: string, seconds: number, protocol: "http" | "https"): string {
  const secure = protocol === "https" ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookie that keeps a cart for 30 days, for this host alone. */
export function keepCart(ref: string, protocol: "http" | "https"): string {
  return cookie(ref, days * 24 * 3600, protocol);
}

/** The cookie that lets a cart go, once it became an order. */
export function dropCart(protocol: "http" | "https"): string {
  return cookie("", 0, protocol);
}

import { mergeCarts, refOf } from "@hutong/checkout";
import { findSession } from "@hutong/customers";
import type { MiddlewareHandler } from "hono";
import { cartOf, keepCart } from "./cart-cookie.ts";
import { sessionOf } from "./customer-cookie.ts";
import type { RouteEnv, Services } from "./services.ts";
import { hostOf, type KnownCustomer, type Visit } from "./visit.ts";

// Pages that are made for one customer; kept pages know nobody.
const personal = /^\/(account|cart|cart\.json|checkout|orders)(\/|$)/;

async function customerOf(visit: Visit, token: string, cookieCart: string | null) {
  const found = await findSession(visit.ctx, { token, host: hostOf(visit) });
  if (!found) return null;
  const ctx = visit.ctx.as({ actor: { kind: "customer", id: found.id } });
  const own = found.cartId && refOf(ctx, "cart", found.cartId);
  const isOther = cookieCart !== null && cookieCart !== own;
  const merged = isOther ? (await mergeCarts(ctx, { cart: cookieCart })).cartRef : null;
  const customer: KnownCustomer = { ...found, token, cart: merged ?? own };
  return { ctx, customer };
}

/**
 * Finds who is signed in, where a browser carries a session: one statement. What a cart on this device holds joins the
 * customer's own. Whoever carries none is not looked for.
 */
export function knowCustomer(services: Services): MiddlewareHandler<RouteEnv> {
  return async (c, next) => {
    const token = sessionOf(c.req.raw.headers, services.protocol);
    const visit = c.get("visit");
    if (token === null || !personal.test(visit.pathname)) return await next();
    const cookieCart = cartOf(c.req.raw.headers);
    const known = await customerOf(visit, token, cookieCart);
    if (!known) return await next();
    c.set("visit", { ...visit, ...known });
    await next();
    const { cart } = known.customer;
    const isSet = c.res.headers.getSetCookie().some((one) => one.startsWith("hutong_cart="));
    if (cart !== null && cart !== cookieCart && !isSet)
      c.res.headers.append("set-cookie", keepCart(cart, services.protocol));
  };
}

import { listOwnOrders } from "@hutong/checkout";
import type { Hono } from "hono";
import { OrdersPage } from "../../pages/account/orders-page.tsx";
import { deskPage, openDesk } from "../../render-desk-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../../services.ts";
import { addressOf } from "../../visit.ts";
import { accountWords } from "../../words/account.ts";

/** Sends whoever is not signed in to the page where they can; null for who is. */
export function toSignIn(c: RouteContext): Response | null {
  const visit = c.get("visit");
  if (visit.customer) return null;
  const next = c.req.method === "GET" ? visit.pathname : "/account";
  return c.redirect(addressOf(visit, `/account/sign-in?next=${encodeURIComponent(next)}`), 303);
}

/** The customer's account: their orders. */
export function accountRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.get("/account", async (c) => {
    const away = toSignIn(c);
    if (away) return away;
    const visit = c.get("visit");
    const before = Number(visit.query.get("before"));
    const [found, desk] = await Promise.all([
      listOwnOrders(visit.ctx, { before: Number.isSafeInteger(before) && before > 0 ? before : undefined }),
      openDesk(services, visit),
    ]);
    return deskPage(services, desk, {
      title: accountWords(visit.locale).account,
      body: <OrdersPage desk={desk} {...found} />,
    });
  });
}

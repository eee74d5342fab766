import type { Hono } from "hono";
import { readForm } from "../form.ts";
import { keepMarket } from "../market/market-cookie.ts";
import { localesOf } from "../market/market-of-visit.ts";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf, splitLocale, type Visit } from "../visit.ts";

function known(visit: Visit, handle: string | null) {
  return visit.door.markets.find((one) => one.handle === handle) ?? null;
}

// A path of this shop in a language that the market has; anything else is its home.
function placeIn(visit: Visit, handle: string, wanted: string): string {
  const path = /^\/(?![/\\])[^\r\n]{0,1000}$/.test(wanted) ? wanted : "/";
  const { locale, pathname } = splitLocale(path);
  const spoken = locale ?? visit.door.store.locale;
  const locales = localesOf(visit.door, known(visit, handle));
  if (locales.includes(spoken) || locales.length === 0) return path;
  return addressOf({ ...visit, locale: locales[0]!, isElder: false }, pathname);
}

async function choose(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const form = await readForm(c.req.raw);
  const market = known(visit, form.text("market"));
  if (market) c.header("set-cookie", keepMarket(market.handle, services.protocol));
  return c.redirect(placeIn(visit, market?.handle ?? "", form.text("to")), 303);
}

/** A link to a page in a market, /products/x?market=europe: the choice is kept, and the address goes on without it. */
export function followMarket(services: Services, c: RouteContext, visit: Visit): Response | null {
  const market = known(visit, visit.query.get("market"));
  if (!market || visit.door.markets.length < 2) return null;
  const rest = new URLSearchParams(visit.query);
  rest.delete("market");
  const query = rest.size > 0 ? `?${rest}` : "";
  c.header("set-cookie", keepMarket(market.handle, services.protocol));
  c.header("cache-control", "no-store");
  return c.redirect(addressOf({ ...visit, isElder: false }, visit.pathname) + query, 303);
}

/** The choice of a market, by a form at the foot of every page of a store that has several. */
export function marketRoutes(app: Hono<RouteEnv>, services: Services): void {
  app.post("/market", (c) => choose(services, c));
}

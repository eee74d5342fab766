import { readPlatform, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { errorPage, noStorePage } from "./error-page.tsx";
import { largestForm } from "./form.ts";
import { knowCustomer } from "./know-customer.ts";
import { accountRoutes } from "./routes/account/account.tsx";
import { addressRoutes } from "./routes/account/addresses.tsx";
import { ownDataRoutes } from "./routes/account/own-data.tsx";
import { profileRoutes } from "./routes/account/profile.tsx";
import { signInRoutes } from "./routes/account/sign-in.tsx";
import { cartRoutes } from "./routes/cart.tsx";
import { checkoutRoutes } from "./routes/checkout.tsx";
import { downloadRoutes } from "./routes/downloads.tsx";
import { builtRoutes, fileRoutes } from "./routes/files.ts";
import { giftCardRoutes } from "./routes/gift-cards.tsx";
import { giftWrappingRoutes } from "./routes/gift-wrapping.ts";
import { followMarket, marketRoutes } from "./routes/markets.ts";
import { orderRoutes } from "./routes/orders.tsx";
import { paymentRoutes } from "./routes/payment.tsx";
import { recoverRoutes } from "./routes/recover.tsx";
import { robotRoutes } from "./routes/robots.ts";
import { shopPages } from "./routes/shop-pages.ts";
import { suggestRoutes } from "./routes/suggest.ts";
import { isOwnForm } from "./security.ts";
import type { RouteEnv, Services } from "./services.ts";
import { splitLocale, visitOf } from "./visit.ts";

function health(app: Hono<RouteEnv>, services: Services): void {
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    try {
      await readPlatform(services.cell, sql`select 1 as one`);
      return c.text("ok");
    } catch {
      return c.text("the database cannot be reached", 503, { "retry-after": "5" });
    }
  });
}

// A form that says its length is read no further than that; looking at a body that nobody reads is dear.
function formLimit(): MiddlewareHandler<RouteEnv> {
  const refuse = () => {
    throw new AppError("invalid", "form_too_large");
  };
  const ofUnknownLength = bodyLimit({ maxSize: largestForm, onError: refuse });
  return (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const length = c.req.header("content-length");
    if (length === undefined) return ofUnknownLength(c, next);
    return Number(length) > largestForm ? refuse() : next();
  };
}

/** The storefront of every store: which one, the request's host says. Paths may begin with a language. */
export function createApp(services: Services): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>({
    getPath: (request) => {
      const { pathname } = new URL(request.url);
      return splitLocale(pathname).pathname;
    },
  });
  app.onError((error, c) => errorPage(services, c, error));
  health(app, services);
  builtRoutes(app, services);
  app.use("*", async (c, next) => {
    const host = c.req.header("host") ?? "";
    const door = await services.door.find(host);
    if (!door) return noStorePage(services, c.req.header("accept-language"));
    const cookies = c.req.header("cookie");
    const visit = visitOf(services.cell, door, new URL(c.req.url), services.protocol, cookies);
    c.set("visit", visit);
    if (c.req.method === "POST" && !isOwnForm(c.req.raw.headers, visit.origin))
      throw new AppError("forbidden", "form_foreign");
    const moved = c.req.method === "GET" && visit.query.has("market") && followMarket(services, c, visit);
    if (moved) return moved;
    await next();
  });
  app.use("*", knowCustomer(services));
  app.use("*", formLimit());
  fileRoutes(app);
  robotRoutes(app);
  marketRoutes(app, services);
  cartRoutes(app, services);
  recoverRoutes(app, services);
  checkoutRoutes(app, services);
  giftCardRoutes(app, services);
  giftWrappingRoutes(app, services);
  paymentRoutes(app, services);
  orderRoutes(app, services);
  downloadRoutes(app, services);
  signInRoutes(app, services);
  accountRoutes(app, services);
  addressRoutes(app, services);
  profileRoutes(app, services);
  ownDataRoutes(app, services);
  suggestRoutes(app);
  shopPages(app, services);
  return app;
}

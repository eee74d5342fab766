import type { Hono } from "hono";
import { type AskedPage, askedPage } from "../page-request.ts";
import { renderShopPage } from "../render-shop-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf, type Visit } from "../visit.ts";

/** Name of a page in the cache: host, path in the page's language, and what counts of its query. */
export function pageKey(visit: Visit, asked: AskedPage): string {
  const path = addressOf({ ...visit, isElder: false }, visit.pathname);
  return `${visit.door.host}${asked.query ? `${path}?${asked.query}` : path}`;
}

async function servePage(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const { pages } = services;
  const asked = visit.isLocaleKnown ? askedPage(visit.pathname, visit.query) : null;
  const render = () => renderShopPage(visit, asked, services);
  const { page, status } = asked?.isKept
    ? await pages.serve(pageKey(visit, asked), visit.door.storeId, render)
    : await pages.once(visit.door.storeId, render);
  const question = { etag: c.req.header("if-none-match"), encodings: c.req.header("accept-encoding") };
  const answer = pages.answer(question, page, status);
  return new Response(answer.body as BodyInit | null, { status: answer.status, headers: answer.headers });
}

/** Every page of the shop, and its own "not found" for all other paths. */
export function shopPages(app: Hono<RouteEnv>, services: Services): void {
  app.get("*", (c) => servePage(services, c));
}

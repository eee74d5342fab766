import { findRedirect } from "@hutong/catalogue";
import type { Hono } from "hono";
import { answerList } from "../goods-list/answer-list.ts";
import { pageKey } from "../page-cache/page-key.ts";
import type { PageAnswer, PageQuestion } from "../page-cache/page-server.ts";
import { type AskedPage, askedPage } from "../page-request.ts";
import { renderShopPage } from "../render-shop-page.tsx";
import type { RouteContext, RouteEnv, Services } from "../services.ts";
import { addressOf, type Visit } from "../visit.ts";

/** What a visit's path asks for of the shop; null where no page has it. */
export function askedOf(visit: Visit): AskedPage | null {
  return visit.isLocaleKnown ? askedPage(visit.pathname, visit.query, visit.door.store.currency) : null;
}

// Where a product went whose address was changed; asked only where no product has the address.
async function movedTo(visit: Visit, asked: AskedPage | null): Promise<string | null> {
  if (asked?.request.kind !== "product") return null;
  const target = await findRedirect(visit.ctx, `/products/${asked.request.handle}`);
  if (!target) return null;
  const search = visit.query.toString();
  return addressOf({ ...visit, isElder: false }, encodeURI(target)) + (search ? `?${search}` : "");
}

/** Answers what a visit's path asks for: a page of the shop, a list for programs, or the store's own "not found". */
export async function answerPage(
  services: Services,
  visit: Visit,
  asked: AskedPage | null,
  question: PageQuestion,
): Promise<PageAnswer> {
  const list = asked ? null : await answerList(services, visit, question);
  if (list) return list;
  const { pages } = services;
  const { storeId } = visit.door;
  const render = () => renderShopPage(visit, asked, services);
  const { page, status } = asked?.isKept
    ? await pages.serve(pageKey(visit, asked.query), storeId, render)
    : await pages.once(storeId, render);
  const moved = status === 404 ? await movedTo(visit, asked) : null;
  if (moved) return { status: 301, headers: { location: moved, "cache-control": "no-cache" }, body: null };
  return pages.answer(question, page, status);
}

async function servePage(services: Services, c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const question = { etag: c.req.header("if-none-match"), encodings: c.req.header("accept-encoding") };
  const { body, status, headers } = await answerPage(services, visit, askedOf(visit), question);
  return new Response(body as BodyInit | null, { status, headers });
}

/** Every page of the shop, and its own "not found" for all other paths. */
export function shopPages(app: Hono<RouteEnv>, services: Services): void {
  app.get("*", (c) => servePage(services, c));
}

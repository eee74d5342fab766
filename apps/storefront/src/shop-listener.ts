import type { IncomingMessage, ServerResponse } from "node:http";
import { isListPath } from "./goods-list/asked-list.ts";
import { cacheMark, marketOfVisit } from "./market/market-of-visit.ts";
import type { PageAnswer, PageQuestion } from "./page-cache/page-server.ts";
import { answerPage, askedOf } from "./routes/shop-pages.ts";
import type { Services } from "./services.ts";
import { visitOf } from "./visit.ts";

function questionOf(request: IncomingMessage): PageQuestion {
  const encodings = request.headers["accept-encoding"] as string | undefined;
  return { etag: request.headers["if-none-match"], encodings };
}

function send(request: IncomingMessage, response: ServerResponse, answer: PageAnswer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(request.method === "HEAD" || answer.body === null ? undefined : answer.body);
}

/**
 * Answers pages of stores that are known already, kept ones without waiting for anything, past the app: its requests
 * and responses cost as much as drawing a small page. Answers whether it took the request; `passOn` has the app take one
 * that failed here, so that errors look the same everywhere.
 */
export function shopListener(
  services: Services,
): (request: IncomingMessage, response: ServerResponse, passOn: () => void) => boolean {
  const { cell, door, pages, protocol } = services;
  return (request, response, passOn) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const host = request.headers.host ?? "";
    const open = door.peek(host);
    if (!open) return false;
    const address = request.url ?? "/";
    const { cookie } = request.headers;
    const mark = open.markets.length < 2 ? "" : cacheMark(marketOfVisit(open, cookie));
    const kept = pages.peek(host + address + mark, open.storeId);
    if (kept) {
      send(request, response, pages.answer(questionOf(request), kept));
      return true;
    }
    if (!address.startsWith("/") || !URL.canParse(address, "http://store")) return false;
    const visit = visitOf(cell, open, new URL(address, "http://store"), protocol, cookie);
    if (open.markets.length > 1 && visit.query.has("market")) return false;
    const asked = askedOf(visit);
    if (!asked && !isListPath(visit.pathname)) return false;
    answerPage(services, visit, asked, questionOf(request)).then(
      (answer) => send(request, response, answer),
      passOn,
    );
    return true;
  };
}

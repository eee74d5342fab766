import { isDatabaseError } from "@hutong/db";
import { httpStatus, newId } from "@hutong/kernel";
import { renderToString } from "react-dom/server";
import { documentOf } from "./document.ts";
import { PlainPage } from "./pages/plain-page.tsx";
import { refusalOf } from "./refusal.ts";
import { checkoutHeaders } from "./security.ts";
import type { RouteContext, Services } from "./services.ts";
import type { Visit } from "./visit.ts";
import { type CheckoutWords, checkoutWords, messageOf } from "./words/index.ts";

const retrySeconds = 30;
const awayCodes = /^(ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE|CONNECTION_|CONNECT_TIMEOUT|57P0|53300|08)/;

/** Whether an error means that the database cannot be reached. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (isDatabaseError(error, "57P03")) return true;
  const code = "code" in error ? String(error.code) : "";
  if (awayCodes.test(code)) return true;
  return error instanceof Error && error.name === "TransactionLost";
}

/** The language to speak where no store is known: the browser's first. */
function spokenLocale(header: string | undefined): string {
  return /^\s*zh\b/i.test(header ?? "") ? "zh-CN" : "en";
}

interface Plain {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly number: string | null;
  readonly wayOn: { href: string; label: string } | null;
}

function plainPage(services: Services, locale: string, page: Plain): Response {
  const html = documentOf(
    {
      locale,
      className: "checkout",
      title: page.title,
      styles: [services.assets.style("checkout")],
      scripts: [],
      isIndexed: false,
    },
    renderToString(<PlainPage {...page} />),
  );
  const headers = new Headers({
    ...checkoutHeaders(services.protocol),
    "content-type": "text/html; charset=utf-8",
  });
  if (page.status === 503) headers.set("retry-after", String(retrySeconds));
  return new Response(html, { status: page.status, headers });
}

/** The page of a host that nobody has. */
export function noStorePage(services: Services, acceptLanguage: string | undefined): Response {
  const locale = spokenLocale(acceptLanguage);
  const w = checkoutWords(locale);
  return plainPage(services, locale, {
    status: 404,
    code: "store_not_found",
    title: w.noStoreTitle,
    text: w.noStoreText,
    number: null,
    wayOn: null,
  });
}

// Behind these addresses the customer may have paid a moment ago: nobody tells them that they have not been charged.
const payingPath = /\/checkout\/[^/]+\/[a-z.]+$/;

function plainOf(error: unknown, w: CheckoutWords, requestId: string, pathname: string): Plain {
  const number = w.errorNumber(requestId.slice(-12));
  const wayOn = { href: "/", label: w.shopOn };
  const refusal = refusalOf(error);
  if (refusal) {
    const text = messageOf(w, refusal.code);
    const title = refusal.kind === "not_found" ? text.split(/[。.]/)[0]! : w.tryAgain;
    return { status: httpStatus[refusal.kind], code: refusal.code, title, text, number: null, wayOn };
  }
  const isAway = isDatabaseAway(error);
  const fault = isAway
    ? { status: 503, code: "database_away", title: w.awayTitle, text: w.awayText, number, wayOn: null }
    : { status: 500, code: "internal", title: w.errorTitle, text: w.errorText, number, wayOn };
  if (!payingPath.test(pathname)) return fault;
  const waiting = { href: pathname.replace(/[a-z.]+$/, "waiting"), label: w.tryAgain };
  return { ...fault, text: w.payingErrorText, wayOn: waiting };
}

/** The one place where what was thrown becomes a page (or JSON for a script), with its stable code. */
export function errorPage(services: Services, c: RouteContext, error: unknown): Response {
  const visit = c.get("visit") as Visit | undefined;
  const locale = visit?.locale ?? spokenLocale(c.req.header("accept-language"));
  const requestId = visit?.ctx.requestId ?? newId();
  const page = plainOf(error, checkoutWords(locale), requestId, new URL(c.req.url).pathname);
  const isExpected = refusalOf(error) !== null;
  const store = visit?.door.storeId;
  if (!isExpected) services.log.error({ err: error, requestId, store, path: c.req.path }, page.code);
  if (c.req.header("accept")?.startsWith("application/json"))
    return c.json({ problem: { code: page.code, message: page.text } }, page.status as 500);
  return plainPage(services, locale, page);
}

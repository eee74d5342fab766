import { readSitemap } from "@hutong/catalogue";
import { readPageHandles } from "@hutong/content";
import { readTogether } from "@hutong/db";
import type { Hono } from "hono";
import { alternatesOf } from "../alternates.ts";
import { escapeHtml } from "../document.ts";
import type { RouteContext, RouteEnv } from "../services.ts";
import { addressOf, type Visit } from "../visit.ts";

const closed = [
  "/account",
  "/cart",
  "/checkout",
  "/orders",
  "/search",
  // Orders of a collection, and more than one filter of it: the same products as elsewhere, at more addresses than there are products.
  "/*collections/*sort_by=",
  "/*collections/*filter.*&*filter.",
];

function entry(visit: Visit, path: string, updatedAt: string | null): string {
  const at = escapeHtml(visit.origin + addressOf({ ...visit, isElder: false }, path));
  const others = alternatesOf(visit, path)
    .map(
      ({ locale, href }) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${escapeHtml(href)}"/>`,
    )
    .join("");
  const changed = updatedAt ? `<lastmod>${updatedAt}</lastmod>` : "";
  return `<url><loc>${at}</loc>${changed}${others}</url>`;
}

async function sitemap(c: RouteContext): Promise<Response> {
  const visit = c.get("visit");
  const [goods, pages] = await readTogether(visit.ctx, readSitemap(visit.ctx), readPageHandles(visit.ctx));
  const urls = [
    entry(visit, "/", null),
    entry(visit, "/collections", null),
    ...goods.map((one) => entry(visit, `/${one.kind}s/${encodeURIComponent(one.handle)}`, one.updatedAt)),
    ...pages.map((page) => entry(visit, `/pages/${encodeURIComponent(page.handle)}`, page.updatedAt)),
  ];
  const xml = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls.join("")}</urlset>`;
  return c.body(xml, 200, {
    "content-type": "application/xml; charset=utf-8",
    "cache-control": "public, max-age=3600",
  });
}

/** What search engines ask for. */
export function robotRoutes(app: Hono<RouteEnv>): void {
  app.get("/sitemap.xml", sitemap);
  app.get("/robots.txt", (c) => {
    const rules = closed.map((path) => `Disallow: ${path}`).join("\n");
    return c.text(`User-agent: *\n${rules}\n\nSitemap: ${c.get("visit").origin}/sitemap.xml\n`, 200, {
      "cache-control": "public, max-age=3600",
    });
  });
}

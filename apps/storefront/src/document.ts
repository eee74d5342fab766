import { directionOf } from "@hutong/kernel";
import type { Alternate } from "./alternates.ts";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text for HTML, inside elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character]!);
}

/** What stands in a page's head. Written as text: React's own handling of heads costs more than the page. */
export interface Head {
  readonly locale: string;
  /** Classes of the root element: theme and mode. */
  readonly className: string;
  readonly title: string;
  readonly description?: string;
  /** Absolute. */
  readonly canonical?: string;
  readonly alternates?: readonly Alternate[];
  readonly icon?: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  /** Absolute. */
  readonly picture?: string | null;
  readonly structured?: object;
  readonly isIndexed?: boolean;
  /** Seconds after which the page asks for itself again, for browsers without script. */
  readonly refreshSeconds?: number;
}

/** The whole document around a body that was rendered. */
export function documentOf(head: Head, body: string): string {
  const parts = [
    `<!doctype html><html lang="${escapeHtml(head.locale)}" dir="${directionOf(head.locale)}" class="${head.className}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>${escapeHtml(head.title)}</title>`,
  ];
  if (head.description) parts.push(`<meta name="description" content="${escapeHtml(head.description)}">`);
  if (head.canonical) {
    parts.push(`<link rel="canonical" href="${escapeHtml(head.canonical)}">`);
    parts.push(`<meta property="og:url" content="${escapeHtml(head.canonical)}">`);
    parts.push(`<meta property="og:title" content="${escapeHtml(head.title)}">`);
    if (head.picture) parts.push(`<meta property="og:image" content="${escapeHtml(head.picture)}">`);
  }
  for (const { locale, href } of head.alternates ?? [])
    parts.push(`<link rel="alternate" hreflang="${escapeHtml(locale)}" href="${escapeHtml(href)}">`);
  if (head.isIndexed === false) parts.push('<meta name="robots" content="noindex">');
  if (head.refreshSeconds !== undefined)
    parts.push(`<noscript><meta http-equiv="refresh" content="${head.refreshSeconds}"></noscript>`);
  if (head.icon) parts.push(`<link rel="icon" href="${head.icon}" type="image/svg+xml">`);
  for (const style of head.styles) parts.push(`<link rel="stylesheet" href="${style}">`);
  for (const script of head.scripts) parts.push(`<script type="module" src="${script}"></script>`);
  if (head.structured)
    parts.push(
      `<script type="application/ld+json">${JSON.stringify(head.structured).replace(/</g, "\\u003c")}</script>`,
    );
  parts.push("</head><body>", body, "</body></html>");
  return parts.join("");
}

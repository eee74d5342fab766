import { createHash } from "node:crypto";

/** Text or HTML that is safe to stand in a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** HTML from a template: what is put in is escaped, unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const filled = values.map((value) => (value instanceof Html ? value.text : escaped(value)));
  return new Html(parts.reduce((all, part, index) => all + filled[index - 1]! + part));
}

const style = `:root{color-scheme:light dark;--ground:#f6f4ef;--ink:#1b1f1d;--quiet:#535854;--line:#d9d6cd;--key:#0b0b0b;--on-key:#fff;--focus:#1b7f74}
@media (prefers-color-scheme:dark){:root{--ground:#161815;--ink:#ecebe6;--quiet:#a9ada8;--line:#3a3d39;--key:#ecebe6;--on-key:#161815;--focus:#5cc7ba}}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--ground);color:var(--ink);font:1rem/1.6 "PingFang SC","Noto Sans CJK SC",system-ui,sans-serif}
header{padding:1.25rem;text-align:center;font-weight:600;letter-spacing:.02em;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
main{flex:1;width:100%;max-width:26rem;margin:0 auto;padding:3rem 1.25rem 2rem;text-align:center;display:flex;flex-direction:column;gap:.75rem}
h1{font-size:1.25rem;line-height:1.4;margin:0}p{margin:0;color:var(--quiet)}
.amount{color:var(--ink);font-size:2.25rem;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums}
a{display:block;min-height:48px;padding:.7rem 1.25rem;border:1px solid var(--line);border-radius:10px;color:inherit;text-decoration:none;overflow-wrap:anywhere}
a.key{background:var(--key);color:var(--on-key);border-color:var(--key);font-weight:600}a:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
nav{display:flex;flex-direction:column;gap:.75rem;margin-top:1.25rem}[hidden]{display:none}`;

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** A script of ours that stands in the page, with what else it may load. */
export interface PageScript {
  readonly text: string;
  /** Complete addresses of scripts of others. */
  readonly loads?: readonly string[];
}

const common = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "x-robots-tag": "noindex",
} as const;

/**
 * Headers of a page: its own style and script by their hashes, in nobody's frame. `weixin:` frames are how older WeChat
 * talks to its bridge. A page from which the customer goes on to the provider says its origin, all others nothing.
 */
function headersFor(script: PageScript | null, saysOrigin: boolean): Record<string, string> {
  const scripts = script ? [hashOf(script.text), ...(script.loads ?? [])].join(" ") : "'none'";
  const policy = [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${hashOf(style)}`,
    ...(script ? ["frame-src weixin:"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    ...common,
    "referrer-policy": saysOrigin ? "origin" : "no-referrer",
    "content-security-policy": policy.join("; "),
  };
}

export interface PageToShow {
  readonly status?: number;
  readonly locale: string;
  /** Whose shop is paid; null where nobody knows. */
  readonly storeName: string | null;
  readonly title: string;
  /** Inside `main`, after the heading. */
  readonly body: Html;
  /** Read by the script from `main`. */
  readonly told?: Readonly<Record<string, string>>;
  readonly script?: PageScript;
  readonly saysOrigin?: boolean;
}

/** A page of the pay host: plain, for a phone, in the store's name. */
export function showPage(page: PageToShow): Response {
  const { script = null, storeName, title } = page;
  const told = Object.entries(page.told ?? {}).map(([name, value]) => html` data-${name}="${value}"`.text);
  const text =
    html`<!doctype html><html lang="${page.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${storeName ? `${title} · ${storeName}` : title}</title><style>${new Html(style)}</style></head>
<body>${storeName ? html`<header>${storeName}</header>` : ""}<main${new Html(told.join(""))}><h1>${title}</h1>${page.body}</main>${
      script ? html`<script>${new Html(script.text)}</script>` : ""
    }</body></html>`.text;
  return new Response(text, {
    status: page.status ?? 200,
    headers: headersFor(script, page.saysOrigin ?? false),
  });
}

import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { dashboardOrigin, isDevelopment, isSecure } from "./env.ts";

const own = new URL(dashboardOrigin);
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // React writes style attributes, and toasts bring a style element of their own.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const fixedHeaders: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
  ...(isSecure ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
};

/** Whether a change comes from a page of ours: browsers send Origin with every POST, so without one nothing changes. */
function comesFromOurPage(request: NextRequest): boolean {
  return request.headers.get("origin") === dashboardOrigin;
}

function refuse(reason: string, status: number): NextResponse {
  return NextResponse.json({ reason }, { status, headers: fixedHeaders });
}

// Next makes a redirect to its own port relative, whatever the host, which would lead in circles.
function sendHome(path: string): NextResponse {
  const address = new URL(path, dashboardOrigin).toString();
  return new NextResponse(`${address}\n`, {
    status: 421,
    headers: { ...fixedHeaders, Refresh: `0; url=${address}` },
  });
}

/**
 * Before every page and route: changes only from our own origin, one address for the dashboard, a content security
 * policy with a nonce. Who may see what is judged in the procedures, never here.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!safeMethods.has(request.method)) {
    if (!comesFromOurPage(request)) return refuse("cross_site", 403);
    const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
    if (pathname.startsWith("/api/trpc") && !isJson) return refuse("json_only", 415);
  }
  const isPage = !pathname.startsWith("/api/");
  if (isPage && request.method === "GET" && request.headers.get("host") !== own.host)
    return sendHome(pathname + search);

  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-path", pathname + search);
  if (isPage) headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(fixedHeaders)) response.headers.set(name, value);
  if (isPage) response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|healthz|readyz|icon.svg).*)"] };

const name = "hutong_market";
const days = 365;

/** The handle of the market that a browser chose, if any; of the raw `cookie` header, since kept pages are answered by it. */
export function marketNamed(cookies: string | null | undefined): string | null {
  if (!cookies) return null;
  return /(?:^|;\s*)hutong_market=([a-z0-9-]{1,40})(?:;|$)/.exec(cookies)?.[1] ?? null;
}

/** The cookie that keeps a choice of market for a year, for this host alone. */
export function keepMarket(handle: string, protocol: "http" | "https"): string {
  const secure = protocol === "https" ? "; Secure" : "";
  return `${name}=${handle}; Path=/; Max-Age=${days * 24 * 3600}; HttpOnly; SameSite=Lax${secure}`;
}

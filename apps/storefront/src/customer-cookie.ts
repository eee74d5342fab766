import { sessionDays } from "@hutong/customers";

type Protocol = "http" | "https";

// With the prefix browsers refuse it from another host, without TLS or for a part of the paths (RFC 6265bis, 4.1.3.2).
const nameOf = (protocol: Protocol) => (protocol === "https" ? "__Host-hutong_customer" : "hutong_customer");

const patterns = {
  http: /(?:^|;\s*)hutong_customer=([\w-]{43})(?:;|$)/,
  https: /(?:^|;\s*)__Host-hutong_customer=([\w-]{43})(?:;|$)/,
} as const satisfies Record<Protocol, RegExp>;

/** The session's token that a browser carries, if any. */
export function sessionOf(headers: Headers, protocol: Protocol): string | null {
  return patterns[protocol].exec(headers.get("cookie") ?? "")?.[1] ?? null;
}

function cookie(value: string, seconds: number, protocol: Protocol): string {
  const secure = protocol === "https" ? "; Secure" : "";
  return `${nameOf(protocol)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookie that keeps a customer signed in, at this host alone. */
export function keepSession(token: string, protocol: Protocol): string {
  return cookie(token, sessionDays * 86_400, protocol);
}

/** The cookie that signs out. */
export function dropSession(protocol: Protocol): string {
  return cookie("", 0, protocol);
}

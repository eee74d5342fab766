import { endSession, findSession, sessionDays, signIn } from "@hutong/stores";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { getCell } from "./cell.ts";
import { log } from "./log.ts";
import { codeOf, paramsOf } from "./refusal.ts";
import { addressOf } from "./request-facts.ts";
import { authSecret } from "./secret.ts";
import { sessionCookie } from "./session-cookie.ts";

const seconds = sessionDays * 86_400;

function codeFor(error: unknown, onThrottled: (seconds: number) => void): string {
  const code = codeOf(error);
  if (code === null) log.error({ err: error }, "sign-in failed");
  if (code !== "too_many_tries") return code ?? "internal";
  const { seconds: wait, minutes } = paramsOf(error);
  onThrottled(Number(wait));
  return `${code}:${minutes}`;
}

/**
 * next-auth 4 refuses database sessions for sign-in by password alone. So `authorize` writes the session row, and
 * what next-auth takes for a JWT is that row's token: `encode` hands it to the cookie, `decode` looks the row up.
 * A deleted row therefore signs out at the next request.
 * @param onThrottled called with the seconds to wait when a try was refused
 */
export function authOptions(onThrottled: (seconds: number) => void = () => {}): NextAuthOptions {
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge: seconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: sessionCookie },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          try {
            const { userId, token } = await signIn(
              getCell(),
              { email: credentials?.email ?? "", password: credentials?.password ?? "" },
              { address: addressOf(new Headers(request.headers as Record<string, string>)) },
            );
            return { id: userId, sessionToken: token };
          } catch (error) {
            // The message becomes a query parameter: only our own codes may stand there.
            throw new Error(codeFor(error, onThrottled));
          }
        },
      }),
    ],
    jwt: {
      maxAge: seconds,
      encode: async ({ token }) => String(token?.sessionToken ?? ""),
      decode: async ({ token }) => {
        if (!token) return null;
        const user = await findSession(getCell(), token);
        return user ? { sessionToken: token, sub: user.id, name: user.name, email: user.email } : null;
      },
    },
    logger: {
      // An ended session is no fault, and a refused sign-in was told to whoever tried.
      error: (code, metadata) => {
        if (code !== "JWT_SESSION_ERROR") log.error({ code, metadata }, "next-auth");
      },
      warn: () => {},
      debug: () => {},
    },
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionToken: user.sessionToken } : token),
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !url.startsWith("//") ? baseUrl + url : baseUrl,
    },
    events: {
      async signOut({ token }) {
        if (token?.sessionToken) await endSession(getCell(), token.sessionToken);
      },
    },
  };
}

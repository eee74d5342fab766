import { isSecure } from "../env.ts";

/** Host-only: no Domain, so no store's host ever receives it. */
export const sessionCookie = {
  name: isSecure ? "__Host-hutong-session" : "hutong-session",
  options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const,
};

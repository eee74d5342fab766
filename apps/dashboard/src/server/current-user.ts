import { findSession, type SignedInUser } from "@hutong/stores";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { paths } from "../shell/paths.ts";
import { getCell } from "./cell.ts";
import { sessionCookie } from "./session-cookie.ts";

/** Who is signed in, asked of the database once a request: a session that was ended is seen at once. */
export const getCurrentUser = cache(async (): Promise<SignedInUser | null> => {
  const token = (await cookies()).get(sessionCookie.name)?.value;
  return token ? findSession(getCell(), token) : null;
});

/** The same for pages that need somebody: others go to sign in and come back. */
export async function requireUser(backTo: string): Promise<SignedInUser> {
  const user = await getCurrentUser();
  if (!user) redirect(paths.signIn(backTo));
  return user;
}

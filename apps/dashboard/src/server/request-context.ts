import { newId } from "@hutong/kernel";
import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { getCurrentUser } from "./current-user.ts";
import { addressOf } from "./request-facts.ts";
import type { RequestContext } from "./trpc.ts";

/** What every procedure of one request knows of it. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  const [user, locale, heads] = await Promise.all([getCurrentUser(), getLocale(), headers()]);
  return { user, locale, requestId: newId(), address: addressOf(heads) };
});

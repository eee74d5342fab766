import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { messagesOf } from "../messages/index.ts";
import { getCurrentUser } from "../server/current-user.ts";
import { acceptedLocale, isLocale, type Locale, localeCookie } from "./locales.ts";

/** The choice kept in this browser, else what the browser asks for, else the signed-in person's, else Chinese. */
async function findLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value;
  if (isLocale(chosen)) return chosen;
  const accepted = acceptedLocale((await headers()).get("accept-language"));
  if (accepted) return accepted;
  const known = (await getCurrentUser())?.locale;
  return isLocale(known) ? known : "zh-CN";
}

export default getRequestConfig(async () => {
  const locale = await findLocale();
  return { locale, messages: messagesOf[locale], timeZone: "UTC" };
});

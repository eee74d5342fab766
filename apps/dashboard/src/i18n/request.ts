import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { messagesOf } from "../messages/index.ts";
import { acceptedLocale, isLocale, localeCookie } from "./locales.ts";

/** The person's choice, kept in a cookie; else what the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : acceptedLocale((await headers()).get("accept-language"));
  return { locale, messages: messagesOf[locale], timeZone: "UTC" };
});

"use client";

import { useRouter } from "next/navigation";
import { type Locale, localeCookie, themeCookie } from "../i18n/locales.ts";

const year = 31_536_000;

function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `${name}=${value}; path=/; max-age=${value ? year : 0}; samesite=lax`;
}

export type Theme = "light" | "dark" | "system";

/** Language and appearance: kept in cookies, so that the first byte of the next page is right already. */
export function usePreferences() {
  const router = useRouter();
  return {
    chooseLocale(locale: Locale) {
      keep(localeCookie, locale);
      router.refresh();
    },
    chooseTheme(theme: Theme) {
      keep(themeCookie, theme === "system" ? "" : theme);
      document.documentElement.classList.remove("light", "dark");
      if (theme !== "system") document.documentElement.classList.add(theme);
    },
  };
}

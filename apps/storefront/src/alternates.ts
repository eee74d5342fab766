import { addressOf, type Visit } from "./visit.ts";

/** An address of the same page in another language; `x-default` is for whoever speaks none of them. */
export interface Alternate {
  readonly locale: string;
  /** Absolute. */
  readonly href: string;
}

/**
 * The languages of a page, as pages and the sitemap name them for search engines (Google Search Central, "Localized versions of your pages"):
 * each with its address, and the shop's own as `x-default`. Markets have no addresses of their own: which one a visitor is in is their
 * choice, kept in a cookie. Nothing for a shop of one language.
 */
export function alternatesOf(visit: Visit, path: string): readonly Alternate[] {
  const { store } = visit.door;
  if (store.locales.length < 2) return [];
  const at = (locale: string) => visit.origin + addressOf({ ...visit, locale, isElder: false }, path);
  const own = { locale: "x-default", href: at(store.locale) };
  return [...store.locales.map((locale) => ({ locale, href: at(locale) })), own];
}

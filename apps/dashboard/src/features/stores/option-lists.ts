import { storeLanguages } from "@hutong/stores/schemas";

/** Value and label of an entry of a choice. */
export type Option = readonly [value: string, label: string];

/** A language in its own words and the reader's: "English · 英语". */
export function languageName(tag: string, locale: string): string {
  const own = new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;
  const read = new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  return own === read ? own : `${own} · ${read}`;
}

/** Made on the server and handed down: two runtimes may know other names, and the page must not change under way. */
export function languageOptions(locale: string, extra: readonly string[] = []): Option[] {
  return [...new Set<string>([...storeLanguages, ...extra])].map((tag) => [tag, languageName(tag, locale)]);
}

export function currencyOptions(locale: string): Option[] {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => [code, `${code} · ${names.of(code) ?? code}`]);
}

export function timezoneOptions(extra: readonly string[] = []): Option[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), ...extra, "UTC"]);
  return [...zones].sort().map((zone) => [zone, zone.replaceAll("_", " ")]);
}

export const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];
export const localeCookie = "hutong-locale";
export const themeCookie = "hutong-theme";

export function isLocale(text: unknown): text is Locale {
  return locales.includes(text as Locale);
}

/** The first language of ours that Accept-Language names (RFC 9110), by weight; null when it names none. */
export function acceptedLocale(header: string | null): Locale | null {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().split(";");
      const weight = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find(Boolean);
      return { language: tag.toLowerCase().split("-")[0], weight: weight ? Number(weight) : 1 };
    })
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    if (language === "zh") return "zh-CN";
    if (language === "en") return "en";
  }
  return null;
}

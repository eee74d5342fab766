/** A text in several languages: `{ "zh-CN": "晨雾", en: "Morning Mist" }`. */
export type LocalizedText = Readonly<Record<string, string>>;

/** The text in `locale`, else in its language, else in `fallback`, else the first there is. */
export function localized(text: LocalizedText, locale: string, fallback = "en"): string {
  const language = locale.split("-")[0] ?? locale;
  return text[locale] ?? text[language] ?? text[fallback] ?? Object.values(text)[0] ?? "";
}

const rightToLeft = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** Which way a language is written, for a page's `dir`. */
export function directionOf(locale: string): "ltr" | "rtl" {
  return rightToLeft.has(locale.split("-")[0]!.toLowerCase()) ? "rtl" : "ltr";
}

// Printable ASCII and the usual Han characters are NFC already.
const plainText = /^[\x20-\x7e\u4e00-\u9fff]*$/;

/** Unicode NFC without surrounding blanks or control characters: every text a person typed passes here once. */
export function cleanText(text: string): string {
  if (plainText.test(text)) return text.trim();
  return text
    .normalize("NFC")
    .replace(/(?![\t\n\r])[\p{Cc}\u200b\u2028\u2029\ufeff]/gu, "")
    .trim();
}

const plainHandle = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const handlePattern = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u;

/** A handle for an address from a title; keeps Chinese ("晨雾 50g" → "晨雾-50g"). Empty when nothing is left. */
export function toHandle(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 120)
    .replace(/-+$/, "");
}

/** Whether a product, collection or page handle is well formed. */
export function isHandle(text: string): boolean {
  if (text.length > 255) return false;
  return plainHandle.test(text) || (handlePattern.test(text) && text === text.toLowerCase());
}

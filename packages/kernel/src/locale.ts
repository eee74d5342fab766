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
// Marks belong to the letter before them: without its vowels a Thai, Hindi or Arabic word is another one.
const handlePattern = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:-[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$/u;
const longestMade = 120;

/** A handle for an address from a title; keeps Chinese ("晨雾 50g" → "晨雾-50g"). Empty when nothing is left. */
export function toHandle(title: string): string {
  const whole = title
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFC")
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/(?<=^|-)\p{M}+/gu, "")
    .replace(/-{2,}/g, "-")
    .replace(/^-+|-+$/g, "");
  if (whole.length <= longestMade) return whole;
  // Cut between characters: half of one is no text.
  return [...whole].slice(0, longestMade).join("").replace(/-+$/, "");
}

/** Whether a product, collection or page handle is well formed: two that look alike are the same. */
export function isHandle(text: string): boolean {
  if (text.length > 255) return false;
  if (plainHandle.test(text)) return true;
  return handlePattern.test(text) && text === text.toLowerCase() && text === text.normalize("NFC");
}

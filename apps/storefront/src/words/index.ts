import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { type CheckoutWords, zhCn } from "./zh-cn.ts";

export type { CheckoutWords } from "./zh-cn.ts";

const byLanguage: Readonly<Record<string, CheckoutWords>> = { ar, zh: zhCn };

/** The checkout's words for a language: Chinese for any Chinese, Arabic for any Arabic, English for all others. */
export function checkoutWords(locale: string): CheckoutWords {
  return byLanguage[locale.split("-")[0]!] ?? en;
}

/** What to say for a refusal's stable code. */
export function messageOf(words: CheckoutWords, code: string): string {
  return words.codes[code] ?? words.codeOther;
}

/** What to say under a field: `fieldMessage(words, "address.line1", "missing")`. */
export function fieldMessage(words: CheckoutWords, field: string, code: string): string {
  const name = field.replace(/^address\./, "");
  if (code === "digits") return words.fields.digits;
  if (code === "too_long") return words.fields.tooLong;
  if (name === "shippingRateId") {
    const said = words.fields.ways[code] ?? (words.notSent as Readonly<Record<string, string>>)[code];
    if (said) return said;
  }
  const known =
    code === "missing" ? words.fields.missing : code === "ill_formed" ? words.fields.ill_formed : {};
  return known[name] ?? words.fields.other;
}

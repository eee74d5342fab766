import { accountEn } from "./account-en.ts";
import { type AccountWords, accountZhCn } from "./account-zh-cn.ts";
import { checkoutWords, messageOf } from "./index.ts";

export type { AccountWords } from "./account-zh-cn.ts";

/** The account's words for a language: Chinese for any Chinese, English for all others. */
export function accountWords(locale: string): AccountWords {
  return locale === "zh" || locale.startsWith("zh-") ? accountZhCn : accountEn;
}

/** What to say for a refusal's stable code on an account's page. */
export function accountMessage(locale: string, code: string): string {
  return accountWords(locale).codes[code] ?? messageOf(checkoutWords(locale), code);
}

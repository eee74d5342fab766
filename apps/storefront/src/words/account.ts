import { accountAr } from "./account-ar.ts";
import { accountEn } from "./account-en.ts";
import { type AccountWords, accountZhCn } from "./account-zh-cn.ts";
import { checkoutWords, messageOf } from "./index.ts";

export type { AccountWords } from "./account-zh-cn.ts";

const byLanguage: Readonly<Record<string, AccountWords>> = { ar: accountAr, zh: accountZhCn };

/** The account's words for a language: Chinese for any Chinese, Arabic for any Arabic, English for all others. */
export function accountWords(locale: string): AccountWords {
  return byLanguage[locale.split("-")[0]!] ?? accountEn;
}

/** What to say for a refusal's stable code on an account's page. */
export function accountMessage(locale: string, code: string): string {
  return accountWords(locale).codes[code] ?? messageOf(checkoutWords(locale), code);
}

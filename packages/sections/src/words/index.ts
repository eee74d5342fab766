import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { type Words, zhCn } from "./zh-cn.ts";

export type { Words } from "./zh-cn.ts";

const byLanguage: Readonly<Record<string, Words>> = { ar, zh: zhCn };

/** The interface's words for a language: Chinese for any Chinese, Arabic for any Arabic, English for all others. */
export function wordsOf(locale: string): Words {
  return byLanguage[locale.split("-")[0]!] ?? en;
}

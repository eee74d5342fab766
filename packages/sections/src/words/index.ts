import { en } from "./en.ts";
import { type Words, zhCn } from "./zh-cn.ts";

export type { Words } from "./zh-cn.ts";

/** The interface's words for a language: Chinese for any Chinese, English for all others. */
export function wordsOf(locale: string): Words {
  return locale === "zh" || locale.startsWith("zh-") ? zhCn : en;
}

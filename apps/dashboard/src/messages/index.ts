import type { Locale } from "../i18n/locales.ts";
import en from "./en.json" with { type: "json" };
import zhCN from "./zh-CN.json" with { type: "json" };

export type Messages = typeof zhCN;

export const messagesOf: Record<Locale, Messages> = { "zh-CN": zhCN, en };

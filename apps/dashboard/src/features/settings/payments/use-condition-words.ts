"use client";

import { formatMoney } from "@hutong/kernel";
import type { AccountConditions } from "@hutong/payments/schemas";
import { useLocale, useTranslations } from "next-intl";

/** Where an account shows, in a few words each; none when it shows everywhere. */
export function useConditionWords(conditions: AccountConditions): string[] {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { countries, currencies, amounts = {}, devices } = conditions;
  const words: string[] = [];
  const join = (items: readonly string[]) =>
    new Intl.ListFormat(locale, { type: "unit", style: "narrow" }).format(items);
  if (countries) words.push(t("onlyIn", { places: join(countries) }));
  if (currencies) words.push(t("onlyIn", { places: join(currencies) }));
  for (const [currency, { least, most }] of Object.entries(amounts)) {
    const from = least === undefined ? "" : formatMoney({ amount: least, currency }, locale);
    const to = most === undefined ? "" : formatMoney({ amount: most, currency }, locale);
    if (from && to) words.push(t("between", { from, to }));
    else if (from) words.push(t("from", { from }));
    else if (to) words.push(t("upTo", { to }));
  }
  if (devices) words.push(t("onlyOn", { devices: join(devices.map((one) => t(`device.${one}`))) }));
  return words;
}

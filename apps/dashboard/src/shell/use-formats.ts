"use client";

import { formatMoney, type Money } from "@hutong/kernel";
import { useLocale } from "next-intl";
import { useMemo } from "react";
import { dayAndTime, time } from "./moments.ts";
import { useStore } from "./store-provider.tsx";

/** Writes money, counts and instants as the reader's language and the store's time zone have them. */
export function useFormats() {
  const locale = useLocale();
  const { timezone, currency } = useStore();
  return useMemo(
    () => ({
      money: (value: Money) => formatMoney(value, locale),
      /** An amount in minor units of the store's currency. */
      amount: (amount: number) => formatMoney({ amount, currency }, locale),
      count: (count: number) => count.toLocaleString(locale),
      time: (at: Date) => time(at, locale, timezone),
      dayAndTime: (at: Date) => dayAndTime(at, locale, timezone),
    }),
    [locale, timezone, currency],
  );
}

"use client";

import { localized } from "@hutong/kernel";
import type { DiscountItem } from "@hutong/pricing";
import { useLocale, useTranslations } from "next-intl";
import { useStore } from "../../shell/store-provider.tsx";
import { useDiscountWorth } from "../../shell/use-discount-worth.ts";
import { useFormats } from "../../shell/use-formats.ts";

type Told = Pick<DiscountItem, "name" | "class" | "value" | "minimum">;

/** A discount in words: its name, and what it is worth on one line. */
export function useDiscountWords() {
  const t = useTranslations("discounts.worth");
  const locale = useLocale();
  const store = useStore();
  const { amount } = useFormats();
  const worth = useDiscountWorth();
  return {
    name: (discount: Told) => localized(discount.name, locale, store.locale),
    worth,
    minimum: ({ minimum }: Told) => {
      if (minimum === null) return null;
      return "amount" in minimum
        ? t("from", { amount: amount(minimum.amount) })
        : t("fromCount", { count: minimum.quantity });
    },
  };
}

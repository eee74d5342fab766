"use client";

import { localized } from "@hutong/kernel";
import type { DiscountItem } from "@hutong/pricing";
import { useLocale, useTranslations } from "next-intl";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

type Told = Pick<DiscountItem, "name" | "class" | "value" | "minimum">;

/** A discount in words: its name, and what it is worth on one line. */
export function useDiscountWords() {
  const t = useTranslations("discounts.worth");
  const locale = useLocale();
  const store = useStore();
  const { amount } = useFormats();
  const percent = (basisPoints: number) => `${basisPoints / 100}%`;

  function worth({ class: of, value }: Told): string {
    switch (value.kind) {
      case "percentage":
        if (of === "shipping" && value.basisPoints === 10_000) return t("free");
        return t("percentage", { percent: percent(value.basisPoints), of });
      case "amount":
        return t("amount", { amount: amount(value.amount), of });
      case "once":
        return t("once", { amount: amount(value.amount) });
      case "steps":
        return t("steps", { every: amount(value.every), amount: amount(value.amount) });
      case "tiers":
        return t("tiers", { count: value.tiers.length });
      case "buy-get":
        return t("buyGet", {
          buy: value.buy.quantity,
          get: value.get.quantity,
          percent: percent(value.get.basisPoints),
        });
    }
  }

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

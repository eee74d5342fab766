"use client";

import type { DiscountItem, PriceSource } from "@hutong/pricing";
import { useTranslations } from "next-intl";
import { useFormats } from "./use-formats.ts";

/** What a discount is worth by its rule, as its merchant wrote it or as an order keeps it. */
type Rule =
  | Pick<DiscountItem, "class" | "value">
  | NonNullable<Extract<PriceSource, { kind: "discount" }>["rule"]>;

/** Says on one line what a discount is worth. */
export function useDiscountWorth(): (rule: Rule) => string {
  const t = useTranslations("discounts.worth");
  const { amount } = useFormats();
  const percent = (basisPoints: number) => `${basisPoints / 100}%`;
  return ({ class: of, value }) => {
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
  };
}

"use client";

import type { StaffGiftCard } from "@hutong/gift-cards";
import { Badge } from "@hutong/ui";
import { useTranslations } from "next-intl";

/** Whether a card can be spent, and if not, why. */
export function GiftCardBadge({ card }: { card: StaffGiftCard }) {
  const t = useTranslations("giftCards.states");
  if (card.state === "disabled") return <Badge tone="warning">{t("disabled")}</Badge>;
  if (card.isExpired) return <Badge tone="warning">{t("expired")}</Badge>;
  if (card.balance + card.held === 0) return <Badge>{t("spent")}</Badge>;
  return <Badge tone="success">{t("active")}</Badge>;
}

"use client";

import { Badge } from "@hutong/ui";
import { useTranslations } from "next-intl";

export type ProductStatus = "active" | "draft" | "archived";

const looks = {
  active: { tone: "success", dot: "full" },
  draft: { tone: "neutral", dot: "empty" },
  archived: { tone: "neutral", dot: "none" },
} as const;

export function StatusBadge({ status }: { status: ProductStatus }) {
  const t = useTranslations("products.status");
  return <Badge {...looks[status]}>{t(status)}</Badge>;
}

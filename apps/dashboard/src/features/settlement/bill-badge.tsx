"use client";

import type { BillItem } from "@hutong/payments";
import { Badge } from "@hutong/ui";
import { useTranslations } from "next-intl";

const looks = {
  waiting: { tone: "neutral", dot: "empty" },
  reading: { tone: "info", dot: "half" },
  compared: { tone: "success", dot: "full" },
  differs: { tone: "warning", dot: "half" },
  failed: { tone: "danger", dot: "empty" },
} as const;

/** How a bill stands: one that was compared agrees, or has differences that wait for a person. */
export function billState(bill: BillItem): keyof typeof looks {
  return bill.state === "compared" && bill.open > 0 ? "differs" : bill.state;
}

export function BillBadge({ bill }: { bill: BillItem }) {
  const t = useTranslations("settlement.state");
  const state = billState(bill);
  return <Badge {...looks[state]}>{t(state)}</Badge>;
}

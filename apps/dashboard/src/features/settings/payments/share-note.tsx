"use client";

import { Icon } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";

/** What the platform takes of an account's payments, which its operator sets; nothing where it takes nothing. */
export function ShareNote({ basisPoints }: { basisPoints: number }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  if (basisPoints === 0) return null;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  return (
    <p className="mt-1 flex items-start gap-1 text-ink-2 text-small">
      <Icon name="coins" size={14} className="mt-0.5" />
      {t("share", { percent: percent.format(basisPoints / 10_000) })}
    </p>
  );
}

"use client";

import { localized } from "@hutong/kernel";
import type { AccountCheckView } from "@hutong/payments";
import { cn, Icon, type IconName } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "../../../shell/use-formats.ts";

const looks: Record<AccountCheckView["kind"], { icon: IconName; tone: string }> = {
  works: { icon: "check", tone: "text-success" },
  refused: { icon: "warning", tone: "text-danger" },
  unready: { icon: "clock", tone: "text-warning" },
  unreachable: { icon: "clock", tone: "text-warning" },
};

/** What the last check of an account said, and when; nothing for a provider that calls nobody. */
export function CheckNote({ check }: { check: AccountCheckView | null }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { dayAndTime } = useFormats();
  if (!check) return null;
  const { icon, tone } = looks[check.kind];
  return (
    <span className={cn("flex items-start gap-1 text-small", tone)}>
      <Icon name={icon} size={14} className="mt-0.5" />
      <span>
        {check.merchant ? localized(check.merchant, locale) : t("unreachable")}{" "}
        <span className="text-ink-3" suppressHydrationWarning>
          {t("checkedAt", { when: dayAndTime(new Date(check.at)) })}
        </span>
      </span>
    </span>
  );
}

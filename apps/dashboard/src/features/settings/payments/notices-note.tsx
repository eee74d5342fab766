"use client";

import type { AccountListItem } from "@hutong/payments";
import { cn, Icon, type IconName } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormats } from "../../../shell/use-formats.ts";

const looks: Record<"arrive" | "refused" | "none", { icon: IconName; tone: string }> = {
  arrive: { icon: "check", tone: "text-success" },
  refused: { icon: "warning", tone: "text-danger" },
  none: { icon: "clock", tone: "text-ink-2" },
};

/** Whether the provider's notices to an account arrive and are believed; nothing for a provider that sends none. */
export function NoticesNote({ account }: { account: AccountListItem }) {
  const t = useTranslations("payment.notices");
  const { dayAndTime } = useFormats();
  const { noticeProvenAt, noticesRefusedSince, settles } = account;
  if (settles !== "online") return null;
  const last = noticeProvenAt ? dayAndTime(noticeProvenAt) : "";
  const state = noticesRefusedSince ? "refused" : noticeProvenAt ? "arrive" : "none";
  const { icon, tone } = looks[state];
  return (
    <span className={cn("flex items-start gap-1 text-small", tone)}>
      <Icon name={icon} size={14} className="mt-0.5" />
      <span suppressHydrationWarning>
        {noticesRefusedSince
          ? t("refused", { when: dayAndTime(noticesRefusedSince) })
          : t(state, { when: last })}
        {noticesRefusedSince && last ? ` ${t("lastProven", { when: last })}` : ""}
      </span>
    </span>
  );
}

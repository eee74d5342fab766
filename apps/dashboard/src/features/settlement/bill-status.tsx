"use client";

import type { BillView } from "@hutong/payments";
import { Banner } from "@hutong/ui";
import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";

/** Where a bill stands and what comes next; while it is being read, how far that is. */
export function BillStatus({ view }: { view: BillView }) {
  const t = useTranslations("settlement");
  const { dayAndTime } = useFormats();
  const { bill, failure } = view;
  const when = bill.nextAt ? dayAndTime(bill.nextAt) : null;
  switch (bill.state) {
    case "reading":
      return (
        <div role="status">
          <Banner tone="info" title={t("readingTitle")} className="mb-6">
            {t("readingNote", { count: bill.linesRead })}
          </Banner>
        </div>
      );
    case "waiting":
      return (
        <Banner tone="info" icon="clock" title={t("waitingTitle")} className="mb-6">
          <span suppressHydrationWarning>{when ? t("waitingNote", { when }) : t("waitingSoon")}</span>
        </Banner>
      );
    case "failed":
      return (
        <Banner tone="danger" title={t("failedTitle")} className="mb-6">
          <span suppressHydrationWarning>{when ? t("failedNote", { when }) : t("failedGiveUp")}</span>
          {failure ? <span className="block text-small">{t("failedWhy", { why: failure })}</span> : null}
        </Banner>
      );
    case "compared":
      return bill.isBalanced ? (
        <Banner tone="success" title={t("equalTitle")} className="mb-6" />
      ) : (
        <Banner tone="warning" icon="warning" title={t("unequalTitle")} className="mb-6">
          {t("unequalNote")}
        </Banner>
      );
  }
}

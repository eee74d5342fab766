"use client";

import { localized } from "@hutong/kernel";
import type { StaffDispute } from "@hutong/orders";
import { Badge, Banner, Button, Icon } from "@hutong/ui";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

/** Whether staff have something to answer. */
export const isToAnswer = ({ state }: StaffDispute) => state === "needs-answer" || state === "inquiry";

const looks = {
  inquiry: { tone: "warning", dot: "empty" },
  "needs-answer": { tone: "danger", dot: "empty" },
  "in-review": { tone: "warning", dot: "half" },
  won: { tone: "success", dot: "full" },
  lost: { tone: "danger", dot: "full" },
  closed: { tone: "neutral", dot: "full" },
} as const;

function AnswerLink({ dispute }: { dispute: StaffDispute }) {
  const t = useTranslations("order");
  if (!dispute.answerAt) return null;
  return (
    <Button asChild>
      <a href={dispute.answerAt} target="_blank" rel="noreferrer">
        <Icon name="external" size={16} />
        {t(isToAnswer(dispute) ? "disputeGo" : "disputeLook")}
      </a>
    </Button>
  );
}

/** What a customer objects to, until when it is to be answered, and where; for the head of an order. */
export function DisputeBanner({ dispute }: { dispute: StaffDispute }) {
  const t = useTranslations("order");
  const locale = useLocale();
  const { money, dayAndTime } = useFormats();
  const reason = localized(dispute.reason, locale);
  const isInquiry = dispute.state === "inquiry";
  return (
    <Banner
      tone={isInquiry ? "warning" : "danger"}
      icon="warning"
      title={t(isInquiry ? "inquiryTitle" : "disputeTitle", { amount: money(dispute) })}
      action={<AnswerLink dispute={dispute} />}
      className="mb-4"
    >
      <span suppressHydrationWarning>
        {dispute.answerBy
          ? t("disputeBy", { reason, when: dayAndTime(dispute.answerBy) })
          : t("disputeNoDate", { reason })}
      </span>
    </Banner>
  );
}

/** Disputes with how they stand; `hasOrders` names the order of each. On an order its banner leads to the answer. */
export function DisputeList({
  disputes,
  hasOrders = false,
}: {
  disputes: readonly StaffDispute[];
  hasOrders?: boolean;
}) {
  return (
    <ul className="border-line border-t">
      {disputes.map((dispute) => (
        <DisputeRow key={dispute.id} dispute={dispute} hasOrder={hasOrders} />
      ))}
    </ul>
  );
}

function DisputeRow({ dispute, hasOrder }: { dispute: StaffDispute; hasOrder: boolean }) {
  const t = useTranslations("order");
  const payments = useTranslations("settings.payments");
  const locale = useLocale();
  const { handle } = useStore();
  const { money, dayAndTime } = useFormats();
  const { order, state, currency, answerBy } = dispute;
  const taken = money({ amount: dispute.taken, currency });
  const back = dispute.hasMoved ? t("disputeBack") : t("disputeHoldsNothing");
  const held =
    dispute.taken === 0 ? back : t(state === "lost" ? "disputeGone" : "disputeHolds", { amount: taken });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <b className="font-semibold">{money(dispute)}</b>
          <Badge {...looks[state]}>{t(`disputeState.${state}`)}</Badge>
          {hasOrder && order ? (
            <Link
              href={paths.order(handle, order.id)}
              className="font-semibold text-accent-text hover:underline"
            >
              {payments("failedOrder", { number: order.number })}
            </Link>
          ) : null}
        </div>
        <p>{localized(dispute.reason, locale)}</p>
        <p className="text-ink-2" suppressHydrationWarning>
          {[
            localized(dispute.methodTitle, locale),
            held,
            t("disputeOpened", { when: dayAndTime(dispute.openedAt) }),
            ...(answerBy ? [t("disputeAnswerBy", { when: dayAndTime(answerBy) })] : []),
          ].join(" · ")}
        </p>
      </div>
      {hasOrder || !isToAnswer(dispute) ? <AnswerLink dispute={dispute} /> : null}
    </li>
  );
}

"use client";

import { Button, Icon, type IconName, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { hourOf, longDay } from "../../shell/moments.ts";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import type { Today } from "./router.ts";
import { TodaysMoney } from "./todays-money.tsx";

/** What to do now, each with its consequence and one verb; then today's money in a sentence. */
export function HomePage({ name, now }: { name: string; now: Date }) {
  const t = useTranslations("home");
  const nav = useTranslations("nav");
  const common = useTranslations("common");
  const locale = useLocale();
  const { handle, timezone, url } = useStore();
  const trpc = useTRPC();
  const today = useQuery(trpc.home.today.queryOptions({ store: handle }, { refetchInterval: 30_000 }));
  const hour = hourOf(now, timezone);
  const greeting = hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return (
    <>
      <PageHeader
        title={t(greeting, { name })}
        note={<span suppressHydrationWarning>{longDay(now, locale, timezone)}</span>}
        actions={
          <Button asChild>
            <a href={url} target="_blank" rel="noreferrer">
              <Icon name="eye" size={16} />
              {nav("storefront")}
            </a>
          </Button>
        }
      />
      <div className="w-full max-w-[1180px] px-7 pb-10 max-md:px-4">
        {today.data ? (
          <>
            <ToDo today={today.data} />
            <TodaysMoney today={today.data} />
          </>
        ) : today.isError ? (
          <BlockFailure error={today.error} onRetry={() => void today.refetch()} />
        ) : (
          <SkeletonRows label={common("loading")} count={3} />
        )}
      </div>
    </>
  );
}

function ToDo({ today }: { today: Today }) {
  const t = useTranslations("home");
  const { handle } = useStore();
  const { counts, nextToFulfil, cases, waitingRefunds, disputes, lowStock } = today;
  const tasks = [disputes.length, counts.toFulfil, counts.unpaid, cases, waitingRefunds, lowStock.count];
  const isFirst = (index: number) => tasks.findIndex(Boolean) === index;
  const isIdle = !tasks.some(Boolean);
  return (
    <section aria-label={t("doNow")}>
      <ul className="overflow-hidden rounded-3 border border-line">
        {disputes.length > 0 ? <Disputes disputes={disputes} /> : null}
        {counts.toFulfil > 0 ? (
          <Task
            icon="truck"
            tone="accent"
            title={t("toFulfil", { count: counts.toFulfil })}
            note={
              nextToFulfil
                ? t("toFulfilNote", { name: nextToFulfil.customerName, number: nextToFulfil.number })
                : ""
            }
            href={
              counts.toFulfil === 1 && nextToFulfil
                ? paths.order(handle, nextToFulfil.id)
                : paths.orders(handle, { tab: "to_fulfil" })
            }
            verb={t("fulfilGo")}
            isMain={isFirst(1)}
          />
        ) : null}
        {counts.unpaid > 0 ? (
          <Task
            icon="coins"
            tone="warning"
            title={t("unpaid", { count: counts.unpaid })}
            note={t("unpaidNote")}
            href={paths.orders(handle, { tab: "unpaid" })}
            verb={t("unpaidGo")}
            isMain={isFirst(2)}
          />
        ) : null}
        {cases > 0 ? (
          <Task
            icon="help"
            tone="info"
            title={t("cases", { count: cases })}
            note={t("casesNote")}
            href={paths.settings(handle, "payments")}
            verb={t("casesGo")}
            isMain={isFirst(3)}
          />
        ) : null}
        {waitingRefunds > 0 ? (
          <Task
            icon="coins"
            tone="warning"
            title={t("waitingRefunds", { count: waitingRefunds })}
            note={t("waitingRefundsNote")}
            href={paths.settings(handle, "payments")}
            verb={t("waitingRefundsGo")}
            isMain={isFirst(4)}
          />
        ) : null}
        {lowStock.count > 0 ? (
          <Task
            icon="layers"
            tone="warning"
            title={t("lowStock", { count: lowStock.count })}
            note={t("lowStockNote", { name: lowStock.first ?? "" })}
            href={paths.inventory(handle, { location: lowStock.locationId ?? "", filter: "low" })}
            verb={t("lowStockGo")}
            isMain={isFirst(5)}
          />
        ) : null}
        {isIdle ? <Task icon="check" tone="accent" title={t("allDone")} note={t("allDoneNote")} /> : null}
      </ul>
    </section>
  );
}

function Disputes({ disputes }: { disputes: Today["disputes"] }) {
  const t = useTranslations("home");
  const { handle } = useStore();
  const { money, dayAndTime } = useFormats();
  const first = disputes[0]!;
  const amount = money(first);
  const note = first.answerBy
    ? t("disputesNote", { when: dayAndTime(first.answerBy), amount })
    : t("disputesNoteNoDate", { amount });
  const isOne = disputes.length === 1 && first.order;
  return (
    <Task
      icon="warning"
      tone="danger"
      title={t("disputes", { count: disputes.length })}
      note={<span suppressHydrationWarning>{note}</span>}
      href={isOne ? paths.order(handle, isOne.id) : paths.settings(handle, "payments")}
      verb={t("disputesGo")}
      isMain
    />
  );
}

const tones = {
  accent: "bg-accent-soft text-accent-text",
  warning: "bg-warning-soft text-warning",
  info: "bg-info-soft text-info",
  danger: "bg-danger-soft text-danger",
} as const;

function Task({
  icon,
  tone,
  title,
  note,
  href,
  verb,
  isMain = false,
}: {
  icon: IconName;
  tone: keyof typeof tones;
  title: ReactNode;
  note: ReactNode;
  href?: string;
  verb?: string;
  isMain?: boolean;
}) {
  return (
    <li className="grid grid-cols-[36px_minmax(0,1fr)] items-start gap-x-3.5 gap-y-2 border-line border-t px-4 py-3.5 first:border-0 md:grid-cols-[36px_minmax(0,1fr)_auto] md:items-center">
      <span className={`grid size-9 place-items-center rounded-pill ${tones[tone]}`}>
        <Icon name={icon} />
      </span>
      <div>
        <b className="block font-semibold text-section">{title}</b>
        <p className="text-ink-2">{note}</p>
      </div>
      {href && verb ? (
        <Button
          asChild
          look={isMain ? "primary" : "plain"}
          className="max-md:col-start-2 max-md:justify-self-start"
        >
          <Link href={href}>{verb}</Link>
        </Button>
      ) : null}
    </li>
  );
}

"use client";

import { Button, cn, EmptyState } from "@hutong/ui";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import type { Today } from "./router.ts";
import { SalesLine } from "./sales-line.tsx";

/** Today's money: one sum, compared with the same weekday and with yesterday, and one line through the day. */
export function TodaysMoney({ today }: { today: Today }) {
  const t = useTranslations("home");
  const { amount, count } = useFormats();
  if (!today.hasEverSold) return <FirstSteps />;
  const { sales } = today;
  return (
    <section className="mt-8">
      <h2 className="font-semibold text-section">
        {t("today")} <span className="ml-2 font-normal text-ink-3">{t("lessRefunds")}</span>
      </h2>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-3.5">
        <b className="font-semibold text-[2.25rem] leading-[1.2] tracking-[-.015em]">
          {amount(sales.today.amount)}
        </b>
        <Comparison sales={sales} />
      </p>
      <p className="mt-1 text-ink-2">
        {t("sentence", { orders: sales.today.orders, paid: sales.today.paidOrders })}
      </p>
      <SalesLine sales={sales} />
      <dl className="mt-5 grid grid-cols-3 border-line border-t pt-3.5 max-sm:grid-cols-1 max-sm:gap-3">
        <Figure label={t("ordersToday")} value={count(sales.today.orders)} />
        <Figure
          label={t("untilNowYesterday")}
          value={amount(sales.yesterday.amount)}
          note={t("ofOrders", { count: sales.yesterday.orders })}
        />
        <Figure
          label={t("untilNowLastWeek")}
          value={amount(sales.weekAgo.amount)}
          note={t("ofOrders", { count: sales.weekAgo.orders })}
        />
      </dl>
    </section>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div className="sm:border-line sm:border-l sm:pl-4 sm:first:border-0 sm:first:pl-0">
      <dd className="font-semibold text-[1.25rem] leading-7 tabular-nums">{value}</dd>
      <dt className="text-ink-2">
        {label}
        {note ? <span className="text-ink-3"> · {note}</span> : null}
      </dt>
    </div>
  );
}

function Comparison({ sales }: { sales: Today["sales"] }) {
  const t = useTranslations("home");
  const locale = useLocale();
  const { timezone } = useStore();
  const { amount } = useFormats();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: timezone }).format(sales.at);
  const more = sales.today.amount - sales.weekAgo.amount;
  if (more === 0) return <span className="text-ink-2">{t("sameAs", { weekday })}</span>;
  return (
    <span className={cn("font-semibold", more > 0 ? "text-success" : "text-ink-2")}>
      {more > 0
        ? t("moreThan", { weekday, amount: amount(more) })
        : t("lessThan", { weekday, amount: amount(-more) })}
    </span>
  );
}

function FirstSteps() {
  const t = useTranslations("home");
  const { handle, url } = useStore();
  return (
    <EmptyState
      title={t("emptyTitle")}
      picture={<StillLife />}
      actions={
        <>
          <Button asChild look="primary">
            <a href={url} target="_blank" rel="noreferrer">
              {t("emptyGo")}
            </a>
          </Button>
          <Button asChild>
            <Link href={paths.products(handle)}>{t("emptyProducts")}</Link>
          </Button>
        </>
      }
    >
      {t("emptyNote")}
    </EmptyState>
  );
}

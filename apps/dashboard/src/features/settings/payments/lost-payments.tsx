"use client";

import { localized } from "@hutong/kernel";
import type { Losses, LossRow } from "@hutong/payments";
import { Banner, Block, EmptyState, PageHeader, SkeletonRows, Tab, Tabs } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BackLink } from "../../../shell/back-link.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { LostCheckouts } from "./lost-checkouts.tsx";

const lossSpans = [7, 30, 90] as const;

/** What was lost at the payment step, by method and device, and what providers said. */
export function LostPayments({ days }: { days: number }) {
  const t = useTranslations("lost");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const losses = useQuery(trpc.payments.losses.queryOptions({ store: handle, days }));
  return (
    <>
      <PageHeader
        back={<BackLink href={paths.settings(handle, "payments")}>{t("back")}</BackLink>}
        title={t("title")}
      />
      <Tabs label={t("span")}>
        {lossSpans.map((span) => (
          <Tab key={span} isOn={span === days}>
            <Link href={paths.lostPayments(handle, span)}>{t("days", { days: span })}</Link>
          </Tab>
        ))}
      </Tabs>
      <div className="w-full max-w-[860px] px-7 py-6 max-md:px-4">
        {losses.data ? (
          <Body losses={losses.data} />
        ) : losses.isError ? (
          <BlockFailure error={losses.error} onRetry={() => void losses.refetch()} />
        ) : (
          <SkeletonRows label={loading} count={4} />
        )}
      </div>
    </>
  );
}

function useShare() {
  const locale = useLocale();
  return (part: number, whole: number) =>
    whole === 0 ? "–" : (part / whole).toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 });
}

function Body({ losses }: { losses: Losses }) {
  const t = useTranslations("lost");
  const share = useShare();
  const { tried, paid } = losses.checkouts;
  if (tried === 0) return <EmptyState title={t("none")}>{t("noneNote")}</EmptyState>;
  return (
    <>
      <Banner
        tone={paid === tried ? "success" : "info"}
        icon={paid === tried ? "check" : "coins"}
        title={t("summary", { tried, paid, share: share(paid, tried) })}
        className="mb-7"
      >
        {t("summaryNote")}
      </Banner>
      <Block title={t("byMethod")} note={t("byMethodNote")}>
        <ul className="border-line border-t">
          {losses.rows.map((row) => (
            <MethodRow key={`${row.accountId} ${row.device}`} row={row} />
          ))}
        </ul>
      </Block>
      {losses.declines.length > 0 ? <Declines declines={losses.declines} /> : null}
      <LostCheckouts lost={losses.lost} />
    </>
  );
}

function MethodRow({ row }: { row: LossRow }) {
  const t = useTranslations("lost");
  const place = useTranslations("story.place");
  const locale = useLocale();
  const share = useShare();
  const counts = (["paid", "returned", "declined", "abandoned", "waiting"] as const).filter(
    (kind) => (kind !== "waiting" && kind !== "returned") || row[kind] > 0,
  );
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-b py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <span className="min-w-0">
        <b className="font-semibold">{localized(row.methodTitle, locale)}</b>
        <span className="block text-ink-3 text-small">
          {place(row.device ?? "unknown")} · {t("started", { count: row.started })}
        </span>
      </span>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 tabular-nums">
        {counts.map((kind) => (
          <div key={kind}>
            <dt className="text-ink-3 text-small">{t(kind)}</dt>
            <dd>
              {row[kind]} <span className="text-ink-3 text-small">{share(row[kind], row.started)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Declines({ declines }: { declines: Losses["declines"] }) {
  const t = useTranslations("lost");
  const locale = useLocale();
  return (
    <Block title={t("declines")}>
      <ol className="border-line border-t">
        {declines.map(({ text, count }) => (
          <li key={JSON.stringify(text)} className="flex gap-4 border-line border-b py-2.5">
            <span className="min-w-0 flex-1">{localized(text, locale)}</span>
            <span className="text-ink-3 tabular-nums">{t("times", { count })}</span>
          </li>
        ))}
      </ol>
    </Block>
  );
}

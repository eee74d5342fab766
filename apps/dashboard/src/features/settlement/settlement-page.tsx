"use client";

import { localized } from "@hutong/kernel";
import type { BillPage } from "@hutong/payments";
import { Banner, Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { SettingsFrame } from "../settings/settings-frame.tsx";
import { BillRow } from "./bill-row.tsx";

/** The providers' bills, newest day first, each compared with the ledger. */
export function SettlementPage({ before }: { before: string | null }) {
  const t = useTranslations("settlement");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const bills = useQuery(
    trpc.settlement.bills.queryOptions(
      { store: handle, ...(before ? { before } : {}) },
      {
        placeholderData: keepPreviousData,
        refetchInterval: ({ state }) =>
          state.data?.items.some((one) => one.state === "reading") ? 2_000 : 30_000,
      },
    ),
  );
  return (
    <SettingsFrame part="settlement">
      <h2 className="font-semibold text-section">{t("title")}</h2>
      <p className="mb-4 text-ink-2">{t("lead")}</p>
      {bills.data ? (
        <Bills page={bills.data} before={before} />
      ) : bills.isError ? (
        <BlockFailure error={bills.error} onRetry={() => void bills.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={6} />
      )}
    </SettingsFrame>
  );
}

function Bills({ page, before }: { page: BillPage; before: string | null }) {
  const t = useTranslations("settlement");
  const { handle } = useStore();
  if (page.items.length === 0 && !before) return <NoBills page={page} />;
  const open = page.items.reduce((sum, one) => sum + one.open, 0);
  return (
    <>
      <Banner
        tone={open > 0 ? "warning" : "success"}
        title={open > 0 ? t("openDays", { count: open }) : t("allGood")}
        className="mb-4"
      />
      <ul aria-label={t("title")}>
        {page.items.map((bill) => (
          <BillRow key={`${bill.accountId} ${bill.day}`} bill={bill} />
        ))}
      </ul>
      <footer className="flex justify-end gap-2 border-line border-t pt-4">
        {before ? (
          <Button asChild>
            <Link href={paths.settlement(handle)}>{t("newer")}</Link>
          </Button>
        ) : null}
        {page.nextBefore ? (
          <Button asChild>
            <Link href={paths.settlement(handle, { before: page.nextBefore })}>{t("older")}</Link>
          </Button>
        ) : null}
      </footer>
    </>
  );
}

function NoBills({ page }: { page: BillPage }) {
  const t = useTranslations("settlement");
  const locale = useLocale();
  const { handle } = useStore();
  const providers = new Intl.ListFormat(locale).format(page.providers.map((one) => localized(one, locale)));
  return (
    <EmptyState
      title={t("none")}
      picture={<StillLife />}
      actions={
        <Button asChild look="primary">
          <Link href={paths.settings(handle, "payments")}>{t("goPayments")}</Link>
        </Button>
      }
    >
      {providers ? t("noneYet", { providers }) : t("noneNote")}
    </EmptyState>
  );
}

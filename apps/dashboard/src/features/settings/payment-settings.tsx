"use client";

import { Banner, Button, EmptyState, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { DisputedPayments } from "./disputed-payments.tsx";
import { PaymentCases } from "./payment-cases.tsx";
import { AccountList } from "./payments/account-list.tsx";
import { SettingsFrame } from "./settings-frame.tsx";
import { WaitingRefunds } from "./waiting-refunds.tsx";

/** Ways to pay, and payments, refunds and disputes that wait for a person. */
export function PaymentSettings() {
  const t = useTranslations();
  const { handle, isTest, role } = useStore();
  const forbidden = useReason()("forbidden");
  const trpc = useTRPC();
  const accounts = useQuery(trpc.payments.accounts.queryOptions({ store: handle }));
  const add =
    role === "owner" ? (
      <Button asChild look="primary">
        <Link href={paths.newPayment(handle)}>{t("payment.add")}</Link>
      </Button>
    ) : (
      <Button reason={forbidden}>{t("payment.add")}</Button>
    );
  return (
    <SettingsFrame part="payments">
      <PaymentCases />
      <WaitingRefunds />
      <DisputedPayments />
      {isTest ? (
        <Banner tone="info" title={t("payment.testMode")} className="mb-6">
          {t("payment.testModeNote")}
        </Banner>
      ) : null}
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-section">{t("settings.payments.title")}</h2>
          <p className="text-ink-2">{t("settings.payments.note")}</p>
        </div>
        {accounts.data && accounts.data.length > 0 ? add : null}
      </div>
      {accounts.data?.length === 0 ? (
        <EmptyState title={t("settings.payments.none")} actions={add}>
          {t("payment.noneNote")}
        </EmptyState>
      ) : accounts.data ? (
        <AccountList accounts={accounts.data} />
      ) : accounts.isError ? (
        <BlockFailure error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : (
        <SkeletonRows label={t("common.loading")} count={2} />
      )}
      {role === "staff" ? null : (
        <p className="mt-6 border-line border-t pt-4">
          <Link href={paths.lostPayments(handle)} className="font-semibold text-accent-text hover:underline">
            {t("payment.lostLink")}
          </Link>
          <span className="block text-ink-3 text-small">{t("payment.lostLinkNote")}</span>
        </p>
      )}
    </SettingsFrame>
  );
}

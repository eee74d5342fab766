"use client";

import { formatMoney } from "@hutong/kernel";
import type { PaymentCaseView } from "@hutong/payments";
import { Banner, Button, Dialog, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";

const kinds = ["amount_mismatch", "currency_mismatch"] as const;

/** Payments that fit no order, each to be given back or marked as dealt with. Nothing while there is none. */
export function PaymentCases() {
  const t = useTranslations("settings.payments");
  const { handle } = useStore();
  const trpc = useTRPC();
  const cases = useQuery(trpc.payments.cases.queryOptions({ store: handle }));
  if (!cases.data || cases.data.length === 0) return null;
  return (
    <section className="mb-8">
      <Banner tone="info" title={t("casesTitle")}>
        {t("casesNote")}
      </Banner>
      <ul>
        {cases.data.map((one) => (
          <CaseRow key={one.id} payment={one} />
        ))}
      </ul>
    </section>
  );
}

function CaseRow({ payment }: { payment: PaymentCaseView }) {
  const t = useTranslations("settings.payments");
  const forbidden = useReason()("forbidden");
  const locale = useLocale();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const amount = formatMoney(payment.detail, locale);
  const resolve = useMutation(
    trpc.payments.resolveCase.mutationOptions({
      onSuccess: async (_, { action }) => {
        setIsAsking(false);
        await Promise.all([
          queries.invalidateQueries(trpc.payments.pathFilter()),
          queries.invalidateQueries(trpc.home.pathFilter()),
        ]);
        showToast(action === "refund" ? t("refunded", { amount }) : t("kept"));
      },
    }),
  );
  const why = role === "staff" ? forbidden : null;
  return (
    <li className="border-line border-b py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <b className="font-semibold">
            {t(`caseKind.${kinds.find((one) => one === payment.kind) ?? "other"}`)}
          </b>
          <p className="text-ink-2">
            {t("case", { got: amount, expected: formatMoney(payment.expected, locale) })}
          </p>
        </div>
        <Button reason={why} onClick={() => setIsAsking(true)}>
          {t("refundCase")}
        </Button>
        <Button
          look="quiet"
          reason={why}
          isBusy={resolve.isPending}
          onClick={() => resolve.mutate({ store: handle, id: payment.id, action: "keep" })}
        >
          {t("keepCase")}
        </Button>
      </div>
      {resolve.error && !isAsking ? <FormFailure error={resolve.error} /> : null}
      {isAsking ? (
        <RefundDialog
          amount={amount}
          error={resolve.error}
          isBusy={resolve.isPending}
          onClose={() => setIsAsking(false)}
          onRefund={() => resolve.mutate({ store: handle, id: payment.id, action: "refund" })}
        />
      ) : null}
    </li>
  );
}

function RefundDialog({
  amount,
  error,
  isBusy,
  onClose,
  onRefund,
}: {
  amount: string;
  error: unknown;
  isBusy: boolean;
  onClose: () => void;
  onRefund: () => void;
}) {
  const t = useTranslations("settings.payments");
  const cancel = useTranslations("common")("cancel");
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("refundTitle", { amount })}
      description={t("refundNote")}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="danger" isBusy={isBusy} onClick={onRefund}>
            {t("refundDo", { amount })}
          </Button>
        </>
      }
    >
      {error ? <FormFailure error={error} /> : null}
    </Dialog>
  );
}

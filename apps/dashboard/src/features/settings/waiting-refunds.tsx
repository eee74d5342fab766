"use client";

import { localized } from "@hutong/kernel";
import type { WaitingRefund } from "@hutong/orders";
import { Banner, Button, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";

/** Refunds that wait for a person, each with what to do about it. Nothing while there is none. */
export function WaitingRefunds() {
  const t = useTranslations("settings.payments");
  const { handle } = useStore();
  const trpc = useTRPC();
  const refunds = useQuery(trpc.orders.waitingRefunds.queryOptions({ store: handle }));
  if (!refunds.data || refunds.data.length === 0) return null;
  return (
    <section className="mb-8">
      <Banner tone="warning" icon="coins" title={t("refundsTitle")}>
        {t("refundsNote")}
      </Banner>
      <ul>
        {refunds.data.map((one) => (
          <RefundRow key={one.id} refund={one} />
        ))}
      </ul>
    </section>
  );
}

function RefundRow({ refund }: { refund: WaitingRefund }) {
  const t = useTranslations("settings.payments");
  const locale = useLocale();
  const { money, dayAndTime } = useFormats();
  const { handle } = useStore();
  const amount = money(refund);
  const note = refund.merchantNote ? localized(refund.merchantNote, locale) : "";
  return (
    <li className="border-line border-b py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p className="flex flex-wrap gap-x-3">
            <b className="font-semibold">
              {t("failedOne", { amount, method: localized(refund.methodTitle, locale) })}
            </b>
            {refund.order ? (
              <Link
                href={paths.order(handle, refund.order.id)}
                className="font-semibold text-accent-text hover:underline"
              >
                {t("failedOrder", { number: refund.order.number })}
              </Link>
            ) : null}
            <span className="text-ink-3" suppressHydrationWarning>
              {dayAndTime(refund.since)}
            </span>
          </p>
          {note ? <p className="text-ink-2">{note}</p> : null}
          {refund.kind === "noted" ? <p className="text-ink-2">{t("refundsNoted")}</p> : null}
          {refund.isReturned ? <p className="text-warning">{t("failedReturned")}</p> : null}
        </div>
        {refund.kind === "failed" ? <FailedActions refund={refund} amount={amount} /> : null}
        {refund.kind === "by-hand" && refund.order ? (
          <Button asChild>
            <Link href={paths.order(handle, refund.order.id)}>{t("refundsConfirmGo")}</Link>
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function FailedActions({ refund, amount }: { refund: WaitingRefund; amount: string }) {
  const t = useTranslations("settings.payments");
  const order = useTranslations("order");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const done = (text: string) => ({
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries(trpc.orders.pathFilter()),
        queries.invalidateQueries(trpc.home.pathFilter()),
      ]);
      showToast(text);
    },
  });
  const retry = useMutation(
    trpc.orders.retryRefund.mutationOptions(done(order("refundRetried", { amount }))),
  );
  const close = useMutation(trpc.payments.closeFailedRefund.mutationOptions(done(t("failedClosed"))));
  const why = role === "staff" ? forbidden : null;
  const given = { store: handle, id: refund.id };
  return (
    <>
      <Button reason={why} isBusy={retry.isPending} onClick={() => retry.mutate(given)}>
        {t("failedRetry")}
      </Button>
      <Button look="quiet" reason={why} isBusy={close.isPending} onClick={() => close.mutate(given)}>
        {t("failedClose")}
      </Button>
      <FormFailure error={retry.error ?? close.error} />
    </>
  );
}

"use client";

import { localized } from "@hutong/kernel";
import type { OrderPayments, StaffOrder, StaffRefund } from "@hutong/orders";
import { Badge, Block, Button } from "@hutong/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { lookEvery } from "./authorization.ts";
import { ConfirmRefundDialog } from "./confirm-refund-dialog.tsx";
import { DisputeBanner, DisputeList, isToAnswer } from "./dispute-list.tsx";
import { PaymentStory } from "./payment-story.tsx";
import { useOrderAction } from "./use-order-action.ts";

function useOrderPayments(order: StaffOrder) {
  const { handle } = useStore();
  const trpc = useTRPC();
  return useQuery(
    trpc.orders.payments.queryOptions({ store: handle, id: order.id }, { refetchInterval: lookEvery(order) }),
  );
}

/** What has to be answered about the money of an order; nothing while there is nothing. */
export function OrderDisputes({ order }: { order: StaffOrder }) {
  const disputes = useOrderPayments(order).data?.disputes.filter(isToAnswer) ?? [];
  return disputes.map((dispute) => <DisputeBanner key={dispute.id} dispute={dispute} />);
}

/** What customers object to, what goes back of an order, and how it was paid. */
export function OrderPaymentBlocks({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const payments = useOrderPayments(order);
  if (payments.isError && !payments.data)
    return <BlockFailure error={payments.error} onRetry={() => void payments.refetch()} />;
  if (!payments.data) return null;
  const { refunds, attempts, disputes } = payments.data;
  return (
    <>
      {disputes.length > 0 ? (
        <Block title={t("disputes")}>
          <DisputeList disputes={disputes} />
        </Block>
      ) : null}
      {refunds.length > 0 ? <Refunds order={order} refunds={refunds} /> : null}
      <Block title={t("story")}>
        <PaymentStory attempts={attempts} order={order} />
      </Block>
    </>
  );
}

function Refunds({ order, refunds }: { order: StaffOrder; refunds: OrderPayments["refunds"] }) {
  const t = useTranslations("order");
  return (
    <Block title={t("refunds")}>
      <ul className="border-line border-t">
        {refunds.map((refund) => (
          <RefundRow key={refund.id} order={order} refund={refund} />
        ))}
      </ul>
    </Block>
  );
}

const looks = {
  pending: { tone: "warning", dot: "half" },
  succeeded: { tone: "success", dot: "full" },
  failed: { tone: "danger", dot: "empty" },
} as const;

const reasons = ["requested", "cancelled", "surplus", "parked", "outside"] as const;

function stateOf(refund: StaffRefund) {
  if (refund.isByHand && refund.state === "pending") return "byHand";
  if (refund.isRetried) return "retried";
  if (refund.isClosed) return "closed";
  return refund.isReturned ? "returned" : refund.state;
}

function RefundRow({ order, refund }: { order: StaffOrder; refund: StaffRefund }) {
  const t = useTranslations("order");
  const forbidden = useReason()("forbidden");
  const locale = useLocale();
  const trpc = useTRPC();
  const { role } = useStore();
  const { money, dayAndTime } = useFormats();
  const [isConfirming, setIsConfirming] = useState(false);
  const amount = money(refund);
  const { store, options } = useOrderAction(t("refundRetried", { amount }), () => {});
  const retry = useMutation(trpc.orders.retryRefund.mutationOptions(options));
  const method = localized(refund.methodTitle, locale);
  const isByHandNow = refund.isByHand && refund.state === "pending";
  const why = role === "staff" ? forbidden : null;
  const reason = reasons.find((one) => one === refund.reason);
  const note = refund.merchantNote ? localized(refund.merchantNote, locale) : "";
  return (
    <li className="border-line border-b py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b className="font-semibold">{amount}</b>
        <Badge {...looks[refund.state]}>{t(`refundState.${stateOf(refund)}`)}</Badge>
        <span className="ml-auto text-ink-3" suppressHydrationWarning>
          {dayAndTime(refund.createdAt)}
        </span>
      </div>
      <p className="text-ink-2">
        {t("refundTo", { method })}
        {reason && reason !== "requested" ? ` · ${t(`refundReason.${reason}`)}` : ""}
        {refund.note ? ` · ${refund.note}` : ""}
      </p>
      {note ? <p className={refund.state === "failed" ? "text-danger" : "text-warning"}>{note}</p> : null}
      {isByHandNow ? (
        <Button className="mt-2" reason={why} onClick={() => setIsConfirming(true)}>
          {t("refundConfirm")}
        </Button>
      ) : null}
      {refund.state === "failed" && !refund.isRetried ? (
        <Button
          className="mt-2"
          reason={why}
          isBusy={retry.isPending}
          onClick={() => retry.mutate({ store, id: refund.id })}
        >
          {t("refundRetry")}
        </Button>
      ) : null}
      <FormFailure error={retry.error} />
      {isConfirming ? (
        <ConfirmRefundDialog order={order} refund={refund} onClose={() => setIsConfirming(false)} />
      ) : null}
    </li>
  );
}

"use client";

import type { OrderStates } from "@hutong/orders";
import { Badge } from "@hutong/ui";
import { useTranslations } from "next-intl";

type Judged = OrderStates & { readonly isOnDelivery: boolean };

const payment = {
  unpaid: { tone: "neutral", dot: "empty" },
  authorized: { tone: "info", dot: "half" },
  partially_paid: { tone: "success", dot: "half" },
  paid: { tone: "success", dot: "full" },
  partially_refunded: { tone: "danger", dot: "half" },
  refunded: { tone: "neutral", dot: "full" },
} as const;

/** Where the money is; what the courier brings is not overdue. */
export function PaymentBadge({ order }: { order: Judged }) {
  const t = useTranslations("orders.payment");
  const isDue = order.paymentState === "unpaid" && order.isOnDelivery && order.state === "open";
  return <Badge {...payment[order.paymentState]}>{t(isDue ? "onDelivery" : order.paymentState)}</Badge>;
}

const fulfilment = {
  unfulfilled: { tone: "warning", dot: "empty" },
  partially_fulfilled: { tone: "neutral", dot: "half" },
  fulfilled: { tone: "success", dot: "full" },
} as const;

/** Where the goods are: cancelled and unpaid orders have nothing to fulfil yet, and say so. */
export function FulfilmentBadge({ order }: { order: Judged }) {
  const t = useTranslations("orders");
  if (order.state === "cancelled") return <Badge>{t("cancelled")}</Badge>;
  if (order.paymentState === "unpaid" && !order.isOnDelivery && order.fulfilmentState === "unfulfilled")
    return <Badge>{t("waitsForPayment")}</Badge>;
  return <Badge {...fulfilment[order.fulfilmentState]}>{t(`fulfilment.${order.fulfilmentState}`)}</Badge>;
}

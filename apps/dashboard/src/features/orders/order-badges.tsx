"use client";

import type { OrderStates } from "@hutong/orders";
import { Badge } from "@hutong/ui";
import { useTranslations } from "next-intl";

const payment = {
  unpaid: { tone: "neutral", dot: "empty" },
  paid: { tone: "success", dot: "full" },
  partially_refunded: { tone: "danger", dot: "half" },
  refunded: { tone: "neutral", dot: "full" },
} as const;

export function PaymentBadge({ order }: { order: OrderStates }) {
  const t = useTranslations("orders.payment");
  return <Badge {...payment[order.paymentState]}>{t(order.paymentState)}</Badge>;
}

const fulfilment = {
  unfulfilled: { tone: "warning", dot: "empty" },
  partially_fulfilled: { tone: "neutral", dot: "half" },
  fulfilled: { tone: "success", dot: "full" },
} as const;

/** Where the goods are: cancelled and unpaid orders have nothing to fulfil yet, and say so. */
export function FulfilmentBadge({ order }: { order: OrderStates }) {
  const t = useTranslations("orders");
  if (order.state === "cancelled") return <Badge>{t("cancelled")}</Badge>;
  if (order.paymentState === "unpaid" && order.fulfilmentState === "unfulfilled")
    return <Badge>{t("waitsForPayment")}</Badge>;
  return <Badge {...fulfilment[order.fulfilmentState]}>{t(`fulfilment.${order.fulfilmentState}`)}</Badge>;
}

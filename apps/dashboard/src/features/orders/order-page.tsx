"use client";

import { localized } from "@hutong/kernel";
import type { StaffOrder } from "@hutong/orders";
import { Badge, Button, Columns, Icon, Menu, MenuItem, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { MetafieldsCard } from "../metafields/metafields-card.tsx";
import { lookEvery } from "./authorization.ts";
import { CancelDialog } from "./cancel-dialog.tsx";
import { CaptureDialog } from "./capture-dialog.tsx";
import { FulfilDialog } from "./fulfil-dialog.tsx";
import { MarkPaidDialog } from "./mark-paid-dialog.tsx";
import { NextStep } from "./next-step.tsx";
import { FulfilmentBadge, PaymentBadge } from "./order-badges.tsx";
import { OrderHistory } from "./order-history.tsx";
import { OrderLines } from "./order-lines.tsx";
import { OrderMoney } from "./order-money.tsx";
import { OrderDisputes, OrderPaymentBlocks } from "./order-payments.tsx";
import { OrderSide } from "./order-side.tsx";
import { RefundDialog } from "./refund-dialog.tsx";

const actions = ["markPaid", "capture", "fulfil", "refund", "cancel"] as const;
type Action = (typeof actions)[number];

/** What moves money is not for those who only work here. */
const forOwners: readonly Action[] = ["capture", "refund"];

/** One order: the next step first, then goods, money and what happened. */
export function OrderPage({ id }: { id: string }) {
  const t = useTranslations();
  const { handle } = useStore();
  const trpc = useTRPC();
  const order = useQuery(
    trpc.orders.get.queryOptions(
      { store: handle, id },
      { refetchInterval: ({ state }) => lookEvery(state.data) },
    ),
  );
  const [action, setAction] = useState<Action | null>(null);
  const back = <BackLink href={paths.orders(handle)}>{t("orders.title")}</BackLink>;

  if (order.isError && !order.data)
    return (
      <>
        <PageHeader isLined back={back} title="" />
        <BlockFailure error={order.error} onRetry={() => void order.refetch()} />
      </>
    );
  if (!order.data)
    return (
      <>
        <PageHeader isLined back={back} title="" />
        <SkeletonRows label={t("common.loading")} count={5} />
      </>
    );
  const close = () => setAction(null);
  return (
    <>
      <OrderHeader order={order.data} back={back} onAction={setAction} />
      <Columns side={<OrderSide order={order.data} />}>
        <OrderDisputes order={order.data} />
        <NextStep order={order.data} onAction={setAction} />
        <OrderLines order={order.data} />
        <OrderMoney order={order.data} onRefund={() => setAction("refund")} />
        <OrderPaymentBlocks order={order.data} />
        <MetafieldsCard ownerType="ORDER" ownerId={order.data.id} />
        <OrderHistory order={order.data} />
      </Columns>
      {action === "markPaid" ? <MarkPaidDialog order={order.data} onClose={close} /> : null}
      {action === "capture" ? <CaptureDialog order={order.data} onClose={close} /> : null}
      {action === "fulfil" ? <FulfilDialog order={order.data} onClose={close} /> : null}
      {action === "refund" ? <RefundDialog order={order.data} onClose={close} /> : null}
      {action === "cancel" ? <CancelDialog order={order.data} onClose={close} /> : null}
    </>
  );
}

function OrderHeader({
  order,
  back,
  onAction,
}: {
  order: StaffOrder;
  back: ReactNode;
  onAction: (action: Action) => void;
}) {
  const t = useTranslations();
  const reason = useReason();
  const { role } = useStore();
  const { dayAndTime } = useFormats();
  return (
    <PageHeader
      isLined
      back={back}
      title={String(order.number)}
      badges={
        <>
          <PaymentBadge order={order} />
          <FulfilmentBadge order={order} />
          {order.isTest ? <Badge tone="info">{t("orders.testOrder")}</Badge> : null}
        </>
      }
      note={<span suppressHydrationWarning>{t("order.placed", { when: dayAndTime(order.placedAt) })}</span>}
      actions={
        <>
          <Neighbour id={order.nextId} label={t("order.previous")} icon="up" />
          <Neighbour id={order.previousId} label={t("order.next")} icon="down" />
          <Menu
            trigger={
              <Button size="icon" aria-label={t("order.actions")}>
                <Icon name="more" weight={2.4} />
              </Button>
            }
          >
            {actions.map((action) => {
              const isForbidden = role === "staff" && forOwners.includes(action);
              const why = isForbidden ? "forbidden" : order.can[action].reason;
              return (
                <MenuItem key={action} isDisabled={why !== null} onSelect={() => onAction(action)}>
                  <span>
                    {t(`order.${action}`)}
                    {why ? <span className="block text-small">{reason(why)}</span> : null}
                  </span>
                </MenuItem>
              );
            })}
          </Menu>
        </>
      }
    />
  );
}

function Neighbour({ id, label, icon }: { id: string | null; label: string; icon: "up" | "down" }) {
  const { handle } = useStore();
  if (!id)
    return (
      <Button look="quiet" size="icon" aria-label={label} disabled className="max-md:hidden">
        <Icon name={icon} size={16} />
      </Button>
    );
  return (
    <Button asChild look="quiet" size="icon" className="max-md:hidden">
      <Link href={paths.order(handle, id)} aria-label={label}>
        <Icon name={icon} size={16} />
      </Link>
    </Button>
  );
}

/** The way of paying in the reader's language. */
export function useMethodTitle(order: Pick<StaffOrder, "methodTitle">): string {
  return localized(order.methodTitle, useLocale());
}

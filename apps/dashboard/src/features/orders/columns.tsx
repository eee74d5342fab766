"use client";

import { localized } from "@hutong/kernel";
import type { OrderItem } from "@hutong/orders";
import { Badge, LetterTile, Second, ThumbStack } from "@hutong/ui";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { FulfilmentBadge, PaymentBadge } from "./order-badges.tsx";

type Order = Pick<OrderItem, keyof OrderItem>;

export function useOrderColumns(): ListColumn<Order>[] {
  const t = useTranslations("orders.columns");
  return useMemo(
    () => [
      { id: "order", header: t("order"), cell: ({ row }) => <NumberCell order={row.original} /> },
      {
        id: "customer",
        header: t("customer"),
        cell: ({ row }) => (
          <>
            {row.original.customerName}
            <Second>{row.original.city}</Second>
          </>
        ),
      },
      { id: "items", header: t("items"), cell: ({ row }) => <Goods order={row.original} /> },
      { id: "total", header: t("total"), cell: ({ row }) => <Total order={row.original} /> },
      {
        id: "payment",
        header: t("payment"),
        cell: ({ row }) => (
          <span className="flex items-center gap-2">
            <Method order={row.original} />
            <PaymentBadge order={row.original} />
          </span>
        ),
      },
      {
        id: "fulfilment",
        header: t("fulfilment"),
        cell: ({ row }) => <FulfilmentBadge order={row.original} />,
      },
    ],
    [t],
  );
}

function NumberCell({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const { handle } = useStore();
  const { dayAndTime } = useFormats();
  return (
    <>
      <span className="flex items-center gap-2">
        <Link href={paths.order(handle, order.id)} className={rowLink}>
          {order.number}
        </Link>
        {order.isTest ? <Badge tone="info">{t("testOrder")}</Badge> : null}
      </span>
      <Second suppressHydrationWarning>{dayAndTime(order.placedAt)}</Second>
    </>
  );
}

function Goods({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const { handle } = useStore();
  return (
    <span className="flex items-center gap-2">
      <ThumbStack pictures={order.pictures.map((path) => paths.file(handle, path, 160))} />
      <span className="text-ink-2">{t("items", { count: order.itemCount })}</span>
    </span>
  );
}

function Total({ order }: { order: Order }) {
  const { money } = useFormats();
  return <b className="font-semibold">{money(order.total)}</b>;
}

function Method({ order }: { order: Order }) {
  const title = localized(order.methodTitle, useLocale());
  return (
    <span title={title}>
      <LetterTile>{title}</LetterTile>
      <span className="sr-only">{title}</span>
    </span>
  );
}

/** The same order on the phone: who and how much, then pictures and states. */
export function OrderCard({ order }: { order: Order }) {
  const t = useTranslations("orders");
  const { handle } = useStore();
  const { dayAndTime, money } = useFormats();
  return (
    <div className="relative">
      <div className="flex items-baseline gap-2">
        <Link href={paths.order(handle, order.id)} className={`${rowLink} text-field`}>
          {order.customerName}
        </Link>
        <span className="truncate text-ink-3" suppressHydrationWarning>
          {order.number} · {dayAndTime(order.placedAt)}
        </span>
        <b className="ml-auto font-semibold">{money(order.total)}</b>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <Goods order={order} />
        <span className="ml-auto flex flex-wrap justify-end gap-1.5">
          {order.isTest ? <Badge tone="info">{t("testOrder")}</Badge> : null}
          <PaymentBadge order={order} />
          <FulfilmentBadge order={order} />
        </span>
      </div>
    </div>
  );
}

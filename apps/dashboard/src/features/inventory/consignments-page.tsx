"use client";

import type { ConsignmentItem } from "@hutong/inventory";
import type { ConsignmentKind } from "@hutong/inventory/schemas";
import { Badge, Button, EmptyState, Icon, Second, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useReason } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList, type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { writeDay } from "../settlement/bill-days.ts";
import { InventoryFrame } from "./inventory-frame.tsx";

export interface ConsignmentsQuery {
  readonly isAll: boolean;
  readonly before: number | null;
}

/** Transfers or purchase orders: those under way, or all, the newest first. */
export function ConsignmentsPage({ kind, query }: { kind: ConsignmentKind; query: ConsignmentsQuery }) {
  const t = useTranslations(`consignments.${kind}`);
  const both = useTranslations("consignments");
  const loading = useTranslations("common")("loading");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const columns = useColumns(kind);
  const { isAll, before } = query;
  const list = useQuery(
    trpc.inventory.consignments.queryOptions(
      { store: handle, kind, state: isAll ? "all" : "open", ...(before ? { before } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const items = list.data?.items;
  const all = isAll ? { all: "1" } : {};
  return (
    <InventoryFrame
      part={`${kind}s`}
      actions={
        role === "staff" ? (
          <Button look="primary" icon="plus" reason={forbidden}>
            {t("new")}
          </Button>
        ) : (
          <Button asChild look="primary">
            <Link href={paths.newConsignment(handle, kind)}>
              <Icon name="plus" size={16} weight={2} />
              {t("new")}
            </Link>
          </Button>
        )
      }
    >
      <p className="flex gap-2 px-7 py-3 max-md:px-4">
        <Button asChild size="small" look={isAll ? "quiet" : "plain"}>
          <Link href={paths.consignments(handle, kind)} aria-current={isAll ? undefined : "page"}>
            {both("open")}
          </Link>
        </Button>
        <Button asChild size="small" look={isAll ? "plain" : "quiet"}>
          <Link
            href={paths.consignments(handle, kind, { all: "1" })}
            aria-current={isAll ? "page" : undefined}
          >
            {both("all")}
          </Link>
        </Button>
      </p>
      {list.isError ? (
        <BlockFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <EmptyState title={t("emptyTitle")} picture={<StillLife />}>
          {t("emptyNote")}
        </EmptyState>
      ) : (
        <DataList
          label={t("title")}
          columns={columns}
          rows={items}
          numberColumns={["units"]}
          isStale={list.isPlaceholderData}
          card={(item) => <Card item={item} />}
        />
      )}
      {before || list.data?.nextBefore ? (
        <footer className="mt-auto flex justify-end gap-2 px-7 py-3 max-md:px-4">
          {before ? (
            <Button asChild>
              <Link href={paths.consignments(handle, kind, all)}>{both("newest")}</Link>
            </Button>
          ) : null}
          {list.data?.nextBefore ? (
            <Button asChild>
              <Link href={paths.consignments(handle, kind, { ...all, before: list.data.nextBefore })}>
                {both("older")}
              </Link>
            </Button>
          ) : null}
        </footer>
      ) : null}
    </InventoryFrame>
  );
}

function useColumns(kind: ConsignmentKind): ListColumn<ConsignmentItem>[] {
  const t = useTranslations("consignments.columns");
  return useMemo(
    () => [
      { id: "number", header: t("number"), cell: ({ row }) => <NumberCell item={row.original} /> },
      { id: "way", header: t(kind), cell: ({ row }) => <Way item={row.original} /> },
      { id: "expected", header: t("expected"), cell: ({ row }) => <Expected item={row.original} /> },
      { id: "state", header: t("state"), cell: ({ row }) => <ConsignmentBadge item={row.original} /> },
      { id: "units", header: t("units"), cell: ({ row }) => <Units item={row.original} /> },
    ],
    [t, kind],
  );
}

function NumberCell({ item }: { item: ConsignmentItem }) {
  const t = useTranslations("consignments");
  const { handle } = useStore();
  const { dayAndTime } = useFormats();
  return (
    <>
      <Link href={paths.consignment(handle, item.kind, item.id)} className={rowLink}>
        {t(`${item.kind}.numbered`, { number: item.number })}
      </Link>
      <Second suppressHydrationWarning>{dayAndTime(item.createdAt)}</Second>
    </>
  );
}

/** From where to where. */
export function Way({ item }: { item: ConsignmentItem }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {item.from?.name ?? item.supplier}
      <Icon name="right" size={14} className="text-ink-3" />
      {item.to.name}
    </span>
  );
}

/** The day it is expected on, in the reader's words. */
export function Expected({ item }: { item: ConsignmentItem }) {
  const locale = useLocale();
  return item.expectedOn ? writeDay(item.expectedOn, locale) : <span className="text-ink-3">—</span>;
}

function Units({ item }: { item: ConsignmentItem }) {
  const t = useTranslations("consignments");
  return t("receivedOf", { received: item.received, quantity: item.quantity });
}

/** How far a consignment is. */
export function ConsignmentBadge({ item }: { item: Pick<ConsignmentItem, "state" | "received" | "kind"> }) {
  const t = useTranslations("consignments.states");
  if (item.state === "draft") return <Badge dot="empty">{t("draft")}</Badge>;
  if (item.state === "cancelled") return <Badge>{t("cancelled")}</Badge>;
  if (item.state === "received")
    return (
      <Badge tone="success" dot="full">
        {t("received")}
      </Badge>
    );
  return (
    <Badge tone="info" dot="half">
      {t(item.received > 0 ? "partly" : item.kind === "transfer" ? "sent" : "ordered")}
    </Badge>
  );
}

function Card({ item }: { item: ConsignmentItem }) {
  const t = useTranslations("consignments");
  const { handle } = useStore();
  return (
    <div className="relative">
      <div className="flex items-baseline gap-2">
        <Link href={paths.consignment(handle, item.kind, item.id)} className={`${rowLink} text-field`}>
          {t(`${item.kind}.numbered`, { number: item.number })}
        </Link>
        <span className="ml-auto">
          <Units item={item} />
        </span>
      </div>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2 text-ink-2">
        <Way item={item} />
        <ConsignmentBadge item={item} />
      </div>
    </div>
  );
}

"use client";

import type { LeftCheckout } from "@hutong/checkout";
import {
  Badge,
  Button,
  EmptyState,
  PageHeader,
  Second,
  SkeletonRows,
  showToast,
  ThumbStack,
} from "@hutong/ui";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList, type ListColumn } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { CustomerTabs } from "./customer-tabs.tsx";
import { ListPages } from "./list-pages.tsx";
import { type LeftQuery, leftInput } from "./query.ts";

type Left = Pick<LeftCheckout, keyof LeftCheckout>;

function Who({ left }: { left: Left }) {
  const t = useTranslations("customers");
  return (
    <>
      <span className="font-semibold">{left.name || t("noName")}</span>
      <Second>{[left.email, left.phone].filter(Boolean).join(" · ")}</Second>
    </>
  );
}

function Goods({ left }: { left: Left }) {
  const t = useTranslations("customers");
  const { handle } = useStore();
  return (
    <span className="flex items-center gap-2">
      <ThumbStack pictures={left.pictures.map((path) => paths.file(handle, path, 160))} />
      <span className="text-ink-2">{t("items", { count: left.itemCount })}</span>
    </span>
  );
}

function When({ left }: { left: Left }) {
  const t = useTranslations("customers");
  const { dayAndTime } = useFormats();
  return (
    <>
      <span suppressHydrationWarning>{dayAndTime(left.leftAt)}</span>
      {left.letterAt ? (
        <Second suppressHydrationWarning>{t("writtenAt", { when: dayAndTime(left.letterAt) })}</Second>
      ) : null}
    </>
  );
}

function Total({ left }: { left: Left }) {
  const { money } = useFormats();
  return <b className="font-semibold">{money(left.total)}</b>;
}

function Acts({ left }: { left: Left }) {
  const t = useTranslations("customers");
  const failure = useFailureText();
  const { handle, url } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const write = useMutation(
    trpc.customers.writeLetter.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.customers.pathFilter());
        showToast(t("written"));
      },
      onError: (error) => showToast(failure(error)),
    }),
  );
  if (left.orderId)
    return (
      <Button asChild size="small">
        <Link href={paths.order(handle, left.orderId)}>
          {t("orderOf", { number: String(left.orderNumber) })}
        </Link>
      </Button>
    );
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(left.recoveryPath, url).toString());
    showToast(t("copied"));
  };
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      {left.restoredAt ? <Badge tone="info">{t("cameBack")}</Badge> : null}
      <Button size="small" onClick={() => void copy()}>
        {t("copyLink")}
      </Button>
      <Button
        size="small"
        disabled={!left.canWrite}
        isBusy={write.isPending}
        onClick={() => write.mutate({ store: handle, id: left.id })}
      >
        {t("write")}
      </Button>
    </span>
  );
}

function useLeftColumns(): ListColumn<Left>[] {
  const t = useTranslations("customers.columns");
  return useMemo(
    () => [
      { id: "customer", header: t("customer"), cell: ({ row }) => <Who left={row.original} /> },
      { id: "goods", header: t("goods"), cell: ({ row }) => <Goods left={row.original} /> },
      { id: "left", header: t("left"), cell: ({ row }) => <When left={row.original} /> },
      { id: "total", header: t("total"), cell: ({ row }) => <Total left={row.original} /> },
      { id: "letter", header: t("letter"), cell: ({ row }) => <Acts left={row.original} /> },
    ],
    [t],
  );
}

function LeftCard({ left }: { left: Left }) {
  return (
    <div>
      <div className="flex items-baseline gap-2">
        <span className="min-w-0">
          <Who left={left} />
        </span>
        <span className="ml-auto">
          <Total left={left} />
        </span>
      </div>
      <div className="my-2 flex items-center justify-between gap-2">
        <Goods left={left} />
        <span className="text-right text-ink-2">
          <When left={left} />
        </span>
      </div>
      <Acts left={left} />
    </div>
  );
}

/** Checkouts that were left, with the link that brings each back, and those that came back. */
export function LeftCheckoutsPage({ query }: { query: LeftQuery }) {
  const t = useTranslations("customers");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const columns = useLeftColumns();
  const { tab, before } = query;
  const found = useQuery(
    trpc.customers.leftCheckouts.queryOptions(
      { store: handle, ...leftInput(query) },
      { placeholderData: keepPreviousData },
    ),
  );
  const items = found.data?.items;
  const next = found.data?.nextBefore;
  const base = tab === "left" ? {} : { tab };
  return (
    <>
      <PageHeader title={t("title")} />
      <CustomerTabs at={tab} />
      {tab === "left" ? (
        <p className="max-w-[72ch] px-7 py-3 text-ink-2 max-md:px-4">
          {t("leftLead")} {t("leftRule")}
        </p>
      ) : null}
      {found.isError ? (
        <BlockFailure error={found.error} onRetry={() => void found.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <EmptyState title={t(tab === "left" ? "emptyLeft" : "emptyRecovered")} picture={<StillLife />}>
          {t(tab === "left" ? "emptyLeftNote" : "emptyRecoveredNote")}
        </EmptyState>
      ) : (
        <>
          <DataList
            label={t("leftTitle")}
            columns={columns}
            rows={items}
            numberColumns={["total", "letter"]}
            isStale={found.isPlaceholderData}
            card={(left) => <LeftCard left={left} />}
          />
          <ListPages
            shown={t("shownLeft", { count: items.length })}
            newer={before ? paths.leftCheckouts(handle, base) : null}
            older={next ? paths.leftCheckouts(handle, { ...base, before: next }) : null}
          />
        </>
      )}
    </>
  );
}

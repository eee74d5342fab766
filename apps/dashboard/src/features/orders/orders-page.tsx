"use client";

import { orderTabs } from "@hutong/orders/schemas";
import { Button, EmptyState, PageHeader, SkeletonRows, Tab, TabCount, Tabs } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { ListSearch } from "../../shell/list-search.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { OrderCard, useOrderColumns } from "./columns.tsx";
import { type OrdersQuery, ordersInput } from "./query.ts";

/** Orders: views with counts, search, newest first. What is shown stands in the address. */
export function OrdersPage({ query }: { query: OrdersQuery }) {
  const t = useTranslations("orders");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const columns = useOrderColumns();
  const orders = useQuery(
    trpc.orders.list.queryOptions(
      { store: handle, ...ordersInput(query) },
      { placeholderData: keepPreviousData, refetchInterval: 15_000 },
    ),
  );
  const items = orders.data?.items;
  return (
    <>
      <PageHeader title={t("title")} />
      <OrderTabs query={query} counts={orders.data?.counts} />
      <ListSearch
        label={t("searchLabel")}
        query={query.q}
        pathFor={(q) => paths.orders(handle, { tab: tabParam(query.tab), q })}
      />
      {orders.isError ? (
        <BlockFailure error={orders.error} onRetry={() => void orders.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <NoOrders query={query} />
      ) : (
        <>
          <DataList
            label={t("title")}
            columns={columns}
            rows={items}
            numberColumns={["total"]}
            isStale={orders.isPlaceholderData}
            card={(order) => <OrderCard order={order} />}
          />
          <Pages query={query} shown={items.length} nextBefore={orders.data?.nextBefore ?? null} />
        </>
      )}
    </>
  );
}

function tabParam(tab: OrdersQuery["tab"]): string | undefined {
  return tab === "all" ? undefined : tab;
}

function OrderTabs({
  query,
  counts,
}: {
  query: OrdersQuery;
  counts: { toFulfil: number; unpaid: number } | undefined;
}) {
  const t = useTranslations("orders");
  const { handle } = useStore();
  const { count } = useFormats();
  const counted = { to_fulfil: counts?.toFulfil, unpaid: counts?.unpaid } as Record<
    string,
    number | undefined
  >;
  return (
    <Tabs label={t("views")}>
      {orderTabs.map((tab) => (
        <Tab key={tab} isOn={tab === query.tab}>
          <Link href={paths.orders(handle, { tab: tabParam(tab), q: query.q })}>
            {t(`tabs.${tab}`)}
            {counted[tab] ? <TabCount>{count(counted[tab])}</TabCount> : null}
          </Link>
        </Tab>
      ))}
    </Tabs>
  );
}

function NoOrders({ query }: { query: OrdersQuery }) {
  const t = useTranslations("orders");
  const openStore = useTranslations("home")("emptyGo");
  const { handle, url } = useStore();
  if (query.q)
    return (
      <EmptyState
        title={t("noMatch")}
        actions={
          <Button asChild>
            <Link href={paths.orders(handle, { tab: tabParam(query.tab) })}>{t("clear")}</Link>
          </Button>
        }
      >
        {t("noMatchNote")}
      </EmptyState>
    );
  if (query.tab !== "all") return <EmptyState title={t("emptyTab")} />;
  return (
    <EmptyState
      title={t("emptyTitle")}
      picture={<StillLife />}
      actions={
        <Button asChild look="primary">
          <a href={url} target="_blank" rel="noreferrer">
            {openStore}
          </a>
        </Button>
      }
    >
      {t("emptyNote")}
    </EmptyState>
  );
}

function Pages({
  query,
  shown,
  nextBefore,
}: {
  query: OrdersQuery;
  shown: number;
  nextBefore: number | null;
}) {
  const t = useTranslations("orders");
  const { handle } = useStore();
  const base = { tab: tabParam(query.tab), q: query.q };
  return (
    <footer className="mt-auto flex items-center gap-2 px-7 py-3 max-md:px-4">
      <span className="text-ink-2">{t("shown", { count: shown })}</span>
      <span className="ml-auto flex gap-2">
        {query.before ? (
          <Button asChild>
            <Link href={paths.orders(handle, base)}>{t("newer")}</Link>
          </Button>
        ) : null}
        {nextBefore ? (
          <Button asChild>
            <Link href={paths.orders(handle, { ...base, before: nextBefore })}>{t("older")}</Link>
          </Button>
        ) : null}
      </span>
    </footer>
  );
}

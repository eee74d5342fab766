"use client";

import type { CustomerItem } from "@hutong/orders";
import { Badge, Button, EmptyState, PageHeader, Second, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList, type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { ListSearch } from "../../shell/list-search.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { CustomerTabs } from "./customer-tabs.tsx";
import { ListPages } from "./list-pages.tsx";
import { type CustomersQuery, customersInput } from "./query.ts";

type Customer = Pick<CustomerItem, keyof CustomerItem>;

function NameCell({ customer }: { customer: Customer }) {
  const t = useTranslations("customers");
  const { handle } = useStore();
  return (
    <span className="flex items-center gap-2">
      <Link href={paths.customer(handle, customer.id)} className={rowLink}>
        {customer.name || t("noName")}
      </Link>
      {customer.hasAccount ? <Badge tone="info">{t("hasAccount")}</Badge> : null}
    </span>
  );
}

function Contact({ customer }: { customer: Customer }) {
  return (
    <>
      {customer.email ?? customer.phone}
      {customer.email && customer.phone ? <Second>{customer.phone}</Second> : null}
    </>
  );
}

function Spent({ customer }: { customer: Customer }) {
  const { money } = useFormats();
  return <b className="font-semibold">{money(customer.spent)}</b>;
}

function LastOrder({ customer }: { customer: Customer }) {
  const t = useTranslations("customers");
  const { dayAndTime } = useFormats();
  return (
    <>
      {t("orders", { count: customer.orders })}
      {customer.lastOrderAt ? (
        <Second suppressHydrationWarning>{dayAndTime(customer.lastOrderAt)}</Second>
      ) : null}
    </>
  );
}

function useCustomerColumns(): ListColumn<Customer>[] {
  const t = useTranslations("customers.columns");
  return useMemo(
    () => [
      { id: "customer", header: t("customer"), cell: ({ row }) => <NameCell customer={row.original} /> },
      { id: "contact", header: t("contact"), cell: ({ row }) => <Contact customer={row.original} /> },
      { id: "orders", header: t("orders"), cell: ({ row }) => <LastOrder customer={row.original} /> },
      { id: "spent", header: t("spent"), cell: ({ row }) => <Spent customer={row.original} /> },
    ],
    [t],
  );
}

function CustomerCard({ customer }: { customer: Customer }) {
  return (
    <div className="relative">
      <div className="flex items-baseline gap-2">
        <NameCell customer={customer} />
        <span className="ml-auto">
          <Spent customer={customer} />
        </span>
      </div>
      <div className="mt-1 flex justify-between gap-2 text-ink-2">
        <span className="truncate">{customer.email ?? customer.phone}</span>
        <span className="text-right">
          <LastOrder customer={customer} />
        </span>
      </div>
    </div>
  );
}

/** Customers, the newest first, found by name, e-mail address or phone number. */
export function CustomersPage({ query }: { query: CustomersQuery }) {
  const t = useTranslations("customers");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const columns = useCustomerColumns();
  const customers = useQuery(
    trpc.customers.list.queryOptions(
      { store: handle, ...customersInput(query) },
      { placeholderData: keepPreviousData },
    ),
  );
  const items = customers.data?.items;
  const next = customers.data?.nextBefore ?? null;
  return (
    <>
      <PageHeader title={t("title")} />
      <CustomerTabs at="customers" />
      <ListSearch label={t("searchLabel")} query={query.q} pathFor={(q) => paths.customers(handle, { q })} />
      {customers.isError ? (
        <BlockFailure error={customers.error} onRetry={() => void customers.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <NoCustomers query={query} />
      ) : (
        <>
          <DataList
            label={t("title")}
            columns={columns}
            rows={items}
            numberColumns={["spent"]}
            isStale={customers.isPlaceholderData}
            card={(customer) => <CustomerCard customer={customer} />}
          />
          <ListPages
            shown={t("shown", { count: items.length })}
            newer={query.before ? paths.customers(handle, { q: query.q }) : null}
            older={next ? paths.customers(handle, { q: query.q, before: next }) : null}
          />
        </>
      )}
    </>
  );
}

function NoCustomers({ query }: { query: CustomersQuery }) {
  const t = useTranslations("customers");
  const { handle } = useStore();
  if (!query.q)
    return (
      <EmptyState title={t("emptyTitle")} picture={<StillLife />}>
        {t("emptyNote")}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t("noMatch")}
      actions={
        <Button asChild>
          <Link href={paths.customers(handle)}>{t("clear")}</Link>
        </Button>
      }
    >
      {t("noMatchNote")}
    </EmptyState>
  );
}

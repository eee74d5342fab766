"use client";

import type { StaffCustomer } from "@hutong/orders";
import {
  Badge,
  Block,
  Button,
  Columns,
  Icon,
  Menu,
  MenuItem,
  PageHeader,
  SideBlock,
  SkeletonRows,
  showToast,
} from "@hutong/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText, useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { MetafieldsCard } from "../metafields/metafields-card.tsx";
import { addressLines } from "../orders/address-lines.ts";
import { FulfilmentBadge, PaymentBadge } from "../orders/order-badges.tsx";
import { CustomerGroup } from "./customer-group.tsx";
import { CustomerNote } from "./customer-note.tsx";
import { EraseDialog } from "./erase-dialog.tsx";

function download(name: string, data: unknown): void {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** One customer: their orders, contacts, addresses and note; their data to hand out or to erase. */
export function CustomerPage({ id }: { id: string }) {
  const t = useTranslations();
  const { handle } = useStore();
  const trpc = useTRPC();
  const customer = useQuery(trpc.customers.get.queryOptions({ store: handle, id }));
  const [isErasing, setErasing] = useState(false);
  const back = <BackLink href={paths.customers(handle)}>{t("customers.title")}</BackLink>;
  if (!customer.data)
    return (
      <>
        <PageHeader isLined back={back} title="" />
        {customer.isError ? (
          <BlockFailure error={customer.error} onRetry={() => void customer.refetch()} />
        ) : (
          <SkeletonRows label={t("common.loading")} count={5} />
        )}
      </>
    );
  return (
    <>
      <CustomerHeader customer={customer.data} back={back} onErase={() => setErasing(true)} />
      <Columns side={<CustomerSide customer={customer.data} />}>
        <CustomerOrders customer={customer.data} />
        {customer.data.erasedAt ? null : <CustomerGroup customer={customer.data} />}
        {customer.data.erasedAt ? null : <CustomerNote customer={customer.data} />}
        {customer.data.erasedAt ? null : <MetafieldsCard ownerType="CUSTOMER" ownerId={id} />}
      </Columns>
      {isErasing ? <EraseDialog customer={customer.data} onClose={() => setErasing(false)} /> : null}
    </>
  );
}

function CustomerHeader({
  customer,
  back,
  onErase,
}: {
  customer: StaffCustomer;
  back: ReactNode;
  onErase: () => void;
}) {
  const t = useTranslations("customers");
  const reason = useReason();
  const failure = useFailureText();
  const { handle, role } = useStore();
  const { dayAndTime } = useFormats();
  const trpc = useTRPC();
  const fetched = useMutation(
    trpc.customers.export.mutationOptions({
      onSuccess: (data) => {
        download(`customer-${customer.id}.json`, data);
        showToast(t("exported"));
      },
      onError: (error) => showToast(failure(error)),
    }),
  );
  const isForbidden = role === "staff";
  const why = isForbidden ? <span className="block text-small">{reason("forbidden")}</span> : null;
  return (
    <PageHeader
      isLined
      back={back}
      title={customer.erasedAt ? t("erased") : customer.name || t("noName")}
      badges={
        customer.erasedAt ? null : (
          <Badge tone={customer.hasAccount ? "info" : "neutral"}>
            {t(customer.hasAccount ? "hasAccount" : "guest")}
          </Badge>
        )
      }
      note={<span suppressHydrationWarning>{t("since", { when: dayAndTime(customer.createdAt) })}</span>}
      actions={
        <Menu
          trigger={
            <Button size="icon" aria-label={t("actions")}>
              <Icon name="more" weight={2.4} />
            </Button>
          }
        >
          <MenuItem
            isDisabled={isForbidden}
            onSelect={() => fetched.mutate({ store: handle, id: customer.id })}
          >
            <span>
              {t("export")}
              {why}
            </span>
          </MenuItem>
          <MenuItem isDisabled={isForbidden || customer.erasedAt !== null} onSelect={onErase}>
            <span>
              {t("erase")}
              {why}
            </span>
          </MenuItem>
        </Menu>
      }
    />
  );
}

function CustomerOrders({ customer }: { customer: StaffCustomer }) {
  const t = useTranslations("customers");
  const { handle } = useStore();
  const { amount, money, dayAndTime } = useFormats();
  const spent = customer.orders.reduce((sum, order) => sum + order.net, 0);
  return (
    <Block
      title={t("ordersTitle")}
      note={customer.orders.length > 0 ? t("spent", { amount: amount(spent) }) : undefined}
    >
      {customer.orders.length === 0 ? <p className="text-ink-2">{t("noOrders")}</p> : null}
      <ul>
        {customer.orders.map((order) => (
          <li
            key={order.id}
            className="relative flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-3 last:border-0 hover:bg-sunken"
          >
            <Link
              href={paths.order(handle, order.id)}
              className="font-semibold after:absolute after:inset-0 after:content-['']"
            >
              {order.number}
            </Link>
            <span className="text-ink-3" suppressHydrationWarning>
              {dayAndTime(order.placedAt)}
            </span>
            <span className="ml-auto flex flex-wrap items-center justify-end gap-1.5">
              <PaymentBadge order={order} />
              <FulfilmentBadge order={order} />
              <b className="min-w-24 text-right font-semibold">
                {money({ amount: order.total, currency: order.currency })}
              </b>
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function CustomerSide({ customer }: { customer: StaffCustomer }) {
  const t = useTranslations("customers");
  const books = customer.addresses.map(({ id, address }) => ({ id: id as string, address }));
  const last = customer.lastAddress ? [{ id: "last", address: customer.lastAddress }] : [];
  const addresses = books.length > 0 ? books : last;
  return (
    <>
      <SideBlock title={t("contacts")}>
        {customer.contacts.map((contact) => (
          <p key={contact}>
            <a
              href={`${contact.includes("@") ? "mailto" : "tel"}:${contact}`}
              className="break-all text-accent-text hover:underline"
            >
              {contact}
            </a>
          </p>
        ))}
        {customer.phone && !customer.contacts.includes(customer.phone) ? <p>{customer.phone}</p> : null}
        {customer.contacts.length === 0 ? <p className="text-ink-2">{t("erased")}</p> : null}
      </SideBlock>
      <SideBlock title={t("addresses")}>
        {addresses.length === 0 ? <p className="text-ink-2">{t("noAddresses")}</p> : null}
        {addresses.map(({ id, address }) => (
          <p key={id} className="whitespace-pre-line py-1 leading-[1.65]">
            {addressLines(address).join("\n")}
          </p>
        ))}
      </SideBlock>
    </>
  );
}

"use client";

import type { StaffOrder } from "@hutong/orders";
import { Badge, Button, Dialog, Field, Input, SideBlock } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useOrderAction } from "./use-order-action.ts";

type Invoice = NonNullable<StaffOrder["invoice"]>;

/** The 发票 that a customer asked for, and whether it was issued. */
export function OrderInvoice({ order }: { order: StaffOrder }) {
  const t = useTranslations("order.invoice");
  const [isOpen, setIsOpen] = useState(false);
  const { invoice } = order;
  if (!invoice) return null;
  const { request, issued } = invoice;
  return (
    <SideBlock
      title={t("title")}
      action={
        <Badge tone={issued ? "success" : "warning"} dot={issued ? "full" : "empty"}>
          {t(issued ? "issued" : "asked")}
        </Badge>
      }
    >
      <dl className="flex flex-col gap-1">
        <Fact label={t("kind")} value={t(request.kind)} />
        <Fact label={t("name")} value={request.title} />
        {request.taxNumber ? <Fact label={t("taxNumber")} value={request.taxNumber} /> : null}
        <Fact label={t("email")} value={request.email} />
        {issued ? (
          <>
            <Fact label={t("number")} value={issued.number} />
            <Fact label={t("issuedOn")} value={issued.issuedOn} />
          </>
        ) : null}
      </dl>
      {issued?.link ? (
        <p className="mt-1">
          <a
            href={issued.link}
            target="_blank"
            rel="noreferrer"
            className="break-all text-accent-text hover:underline"
          >
            {t("open")}
          </a>
        </p>
      ) : null}
      <Button size="small" className="mt-3" onClick={() => setIsOpen(true)}>
        {t(issued ? "correct" : "mark")}
      </Button>
      {isOpen ? <IssueDialog order={order} invoice={invoice} onClose={() => setIsOpen(false)} /> : null}
    </SideBlock>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="flex-none text-ink-2">{label}</dt>
      <dd className="min-w-0 select-all break-all text-right">{value}</dd>
    </div>
  );
}

// The day it is where the store is, as "2026-11-28".
const today = (timezone: string) =>
  new Intl.DateTimeFormat("sv", { timeZone: timezone, dateStyle: "short" }).format(new Date());

function IssueDialog({
  order,
  invoice,
  onClose,
}: {
  order: StaffOrder;
  invoice: Invoice;
  onClose: () => void;
}) {
  const t = useTranslations("order.invoice");
  const cancel = useTranslations("common")("cancel");
  const reason = useReason();
  const trpc = useTRPC();
  const { timezone } = useStore();
  const { store, options } = useOrderAction(t("done"), onClose);
  const issue = useMutation(trpc.orders.issueInvoice.mutationOptions(options));
  const [given, setGiven] = useState(
    () => invoice.issued ?? { number: "", issuedOn: today(timezone), link: "" },
  );
  const fields = failureOf(issue.error)?.fields ?? {};
  const says = (field: string) => (fields[field] ? reason(fields[field]) : undefined);
  const inputOf = (field: keyof typeof given) => ({
    value: given[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setGiven({ ...given, [field]: event.target.value }),
  });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("mark")}
      description={t("markNote")}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" form="issue-invoice" look="primary" isBusy={issue.isPending}>
            {t("mark")}
          </Button>
        </>
      }
    >
      <form
        id="issue-invoice"
        className="flex flex-col gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!issue.isPending) issue.mutate({ store, id: order.id, ...given });
        }}
      >
        {Object.keys(fields).length === 0 ? <FormFailure error={issue.error} /> : null}
        <Field label={t("number")} error={says("number")}>
          <Input maxLength={60} autoComplete="off" {...inputOf("number")} />
        </Field>
        <Field label={t("issuedOn")} error={says("issuedOn")}>
          <Input type="date" {...inputOf("issuedOn")} />
        </Field>
        <Field label={t("link")} help={t("linkHelp")} error={says("link")}>
          <Input type="url" inputMode="url" maxLength={500} autoComplete="off" {...inputOf("link")} />
        </Field>
      </form>
    </Dialog>
  );
}

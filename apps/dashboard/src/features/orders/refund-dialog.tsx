"use client";

import { localized, toDecimal } from "@hutong/kernel";
import type { StaffOrder } from "@hutong/orders";
import { Button, Dialog, Field, Input } from "@hutong/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { AmountField, useReadAmount } from "./amount-field.tsx";
import { RefundSplit, tendersLeft } from "./refund-split.tsx";
import { useOrderAction } from "./use-order-action.ts";

interface Values {
  amount: string;
  note: string;
}

/** Gives back all or some of what was paid; the button repeats the amount that is typed. */
export function RefundDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const t = useTranslations();
  const trpc = useTRPC();
  const { handle } = useStore();
  const { money } = useFormats();
  const { currency } = order;
  const { data } = useQuery(trpc.orders.payments.queryOptions({ store: handle, id: order.id }));
  const onCards = tendersLeft(order).reduce((sum, card) => sum + card.left, 0);
  const byPayment = data?.refundable ?? order.paid - order.refunded - onCards;
  const left = byPayment + onCards;
  const { read, validate } = useReadAmount({ amount: left, currency }, "refund_over");
  // One key for this opening of the dialog: pressed twice it is one refund.
  const [key] = useState(() => crypto.randomUUID());
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: { amount: toDecimal({ amount: left, currency }), note: "" },
  });
  const { store, options } = useOrderAction(t("order.refundAsked", { number: order.number }), onClose);
  const refund = useMutation(trpc.orders.refund.mutationOptions(options));

  const submit = form.handleSubmit(({ amount, note }) => {
    const answer = read(amount);
    if ("amount" in answer) refund.mutate({ store, id: order.id, amount: answer.amount, note, key });
  });
  const typed = read(useWatch({ control: form.control, name: "amount" }));
  const amount = "amount" in typed ? money({ amount: typed.amount, currency }) : "";
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("order.refundTitle", { number: order.number })}
      description={<Description order={order} />}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button look="danger" isBusy={refund.isPending} onClick={submit}>
            {t("order.refundDo", { amount })}
          </Button>
        </>
      }
    >
      {refund.error ? <FormFailure error={refund.error} /> : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <AmountField
          label={t("order.refundAmount")}
          help={t("order.refundable", { amount: money({ amount: left, currency }) })}
          error={form.formState.errors.amount?.message}
          currency={currency}
          field={form.register("amount", { validate })}
        />
        {"amount" in typed ? <RefundSplit order={order} amount={typed.amount} byPayment={byPayment} /> : null}
        <Field label={t("order.refundNote")} help={t("order.refundNoteHelp")} aside={t("common.optional")}>
          <Input maxLength={300} autoComplete="off" {...form.register("note")} />
        </Field>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

// Where the money goes, before anything is pressed.
function Description({ order }: { order: StaffOrder }) {
  const t = useTranslations("order");
  const method = localized(order.methodTitle, useLocale());
  if (order.tendered === order.total) return t("refundToCards");
  return t(order.isByHand ? "refundByHand" : "refundBack", { method, name: order.customerName });
}

"use client";

import { toDecimal } from "@hutong/kernel";
import type { StaffOrder } from "@hutong/orders";
import { Button, Dialog } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { AmountField, useReadAmount } from "./amount-field.tsx";
import { useOrderAction } from "./use-order-action.ts";

/** Takes all or some of what is reserved, and says before what becomes of the rest; the button repeats the amount. */
export function CaptureDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const t = useTranslations();
  const trpc = useTRPC();
  const { money } = useFormats();
  const { currency } = order;
  const reserved = order.authorization?.amount ?? order.total - order.tendered;
  const { read, validate } = useReadAmount({ amount: reserved, currency }, "capture_over");
  const form = useForm<{ amount: string }>({
    mode: "onTouched",
    defaultValues: { amount: toDecimal({ amount: reserved, currency }) },
  });
  const { store, options } = useOrderAction(t("order.captureAsked", { number: order.number }), onClose);
  const capture = useMutation(trpc.orders.capture.mutationOptions(options));
  const submit = form.handleSubmit(({ amount }) => {
    const answer = read(amount);
    if ("amount" in answer) capture.mutate({ store, id: order.id, amount: answer.amount });
  });
  const typed = read(useWatch({ control: form.control, name: "amount" }));
  const amount = "amount" in typed ? money({ amount: typed.amount, currency }) : "";
  const rest = "amount" in typed ? reserved - typed.amount : 0;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("order.captureTitle", { number: order.number })}
      description={t("order.captureNote", { name: order.customerName })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isBusy={capture.isPending} onClick={submit}>
            {t("order.captureDo", { amount })}
          </Button>
        </>
      }
    >
      {capture.error ? <FormFailure error={capture.error} /> : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <AmountField
          label={t("order.captureAmount")}
          help={t("order.capturable", { amount: money({ amount: reserved, currency }) })}
          error={form.formState.errors.amount?.message}
          currency={currency}
          field={form.register("amount", { validate })}
        />
        <p role="status" className="text-warning empty:hidden">
          {rest > 0 ? t("order.captureRest", { amount: money({ amount: rest, currency }) }) : null}
        </p>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

"use client";

import type { StaffOrder } from "@hutong/orders";
import { Button, Dialog } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { useOrderAction } from "./use-order-action.ts";

/** Asks whether the money has really come in; the button repeats the amount. */
export function MarkPaidDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const t = useTranslations();
  const trpc = useTRPC();
  const amount = useFormats().amount(order.total - order.tendered);
  const { store, options } = useOrderAction(t("order.markedPaid", { number: order.number }), onClose);
  const mark = useMutation(trpc.orders.markPaid.mutationOptions(options));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("order.markPaidTitle")}
      description={t("order.markPaidNote", { amount })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" isBusy={mark.isPending} onClick={() => mark.mutate({ store, id: order.id })}>
            {t("order.markPaidDo", { amount })}
          </Button>
        </>
      }
    >
      {mark.error ? <FormFailure error={mark.error} /> : null}
    </Dialog>
  );
}

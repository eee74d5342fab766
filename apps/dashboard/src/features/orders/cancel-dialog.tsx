"use client";

import type { StaffOrder } from "@hutong/orders";
import { Button, Dialog } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { useOrderAction } from "./use-order-action.ts";

/** Says before what goes back, and cancels. */
export function CancelDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const t = useTranslations("order");
  const trpc = useTRPC();
  const back = order.paid - order.refunded;
  const amount = useFormats().amount(back);
  const { store, options } = useOrderAction(t("cancelledToast", { number: order.number }), onClose);
  const cancel = useMutation(trpc.orders.cancel.mutationOptions(options));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("cancelTitle", { number: order.number })}
      description={back > 0 ? t("cancelPaid", { amount }) : t("cancelUnpaid")}
      footer={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button
            look="danger"
            isBusy={cancel.isPending}
            onClick={() => cancel.mutate({ store, id: order.id })}
          >
            {back > 0 ? t("cancelDoRefund", { amount }) : t("cancelDo")}
          </Button>
        </>
      }
    >
      {cancel.error ? <FormFailure error={cancel.error} /> : null}
    </Dialog>
  );
}

"use client";

import type { StaffOrder } from "@hutong/orders";
import { Button, Dialog } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { useOrderAction } from "./use-order-action.ts";

/** What cancelling does with the money: given back, let go, or there is none. */
function moneyOf({ paid, refunded, authorization, paymentState }: StaffOrder) {
  if (paid > refunded) return { note: "cancelPaid", amount: paid - refunded } as const;
  if (paymentState !== "authorized" || !authorization) return { note: "cancelUnpaid", amount: 0 } as const;
  const note = authorization.state === "capturing" ? "cancelCapturing" : "cancelReserved";
  return { note, amount: authorization.amount } as const;
}

/** Says before what goes back, and cancels. */
export function CancelDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const t = useTranslations("order");
  const trpc = useTRPC();
  const { note, amount: sum } = moneyOf(order);
  const amount = useFormats().amount(sum);
  const { store, options } = useOrderAction(t("cancelledToast", { number: order.number }), onClose);
  const cancel = useMutation(trpc.orders.cancel.mutationOptions(options));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("cancelTitle", { number: order.number })}
      description={t(note, { amount })}
      footer={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button
            look="danger"
            isBusy={cancel.isPending}
            onClick={() => cancel.mutate({ store, id: order.id })}
          >
            {note === "cancelPaid" ? t("cancelDoRefund", { amount }) : t("cancelDo")}
          </Button>
        </>
      }
    >
      {cancel.error ? <FormFailure error={cancel.error} /> : null}
    </Dialog>
  );
}

"use client";

import type { StaffOrder, StaffRefund } from "@hutong/orders";
import { Button, Dialog } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { useOrderAction } from "./use-order-action.ts";

/** Staff say that they gave money back by hand, which nobody else can know. */
export function ConfirmRefundDialog({
  order,
  refund,
  onClose,
}: {
  order: StaffOrder;
  refund: StaffRefund;
  onClose: () => void;
}) {
  const t = useTranslations();
  const trpc = useTRPC();
  const amount = useFormats().money(refund);
  const { store, options } = useOrderAction(t("order.refundConfirmed", { amount }), onClose);
  const confirm = useMutation(trpc.payments.confirmRefund.mutationOptions(options));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("order.refundConfirm")}
      description={t("order.refundConfirmNote", { amount, name: order.customerName })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            look="primary"
            isBusy={confirm.isPending}
            onClick={() => confirm.mutate({ store, id: refund.id })}
          >
            {t("order.refundConfirmDo", { amount })}
          </Button>
        </>
      }
    >
      {confirm.error ? <FormFailure error={confirm.error} /> : null}
    </Dialog>
  );
}

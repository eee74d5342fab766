"use client";

import type { StaffCustomer } from "@hutong/orders";
import { Button, Dialog, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";

/** Says before what goes and what stays, and erases. */
export function EraseDialog({ customer, onClose }: { customer: StaffCustomer; onClose: () => void }) {
  const t = useTranslations("customers");
  const cancel = useTranslations("common")("cancel");
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const erase = useMutation(
    trpc.customers.erase.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.customers.pathFilter());
        onClose();
        showToast(t("erasedToast"));
      },
    }),
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("eraseTitle", { name: customer.name || t("noName") })}
      description={t("eraseText")}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            look="danger"
            isBusy={erase.isPending}
            onClick={() => erase.mutate({ store: handle, id: customer.id })}
          >
            {t("eraseDo")}
          </Button>
        </>
      }
    >
      {erase.error ? <FormFailure error={erase.error} /> : null}
    </Dialog>
  );
}

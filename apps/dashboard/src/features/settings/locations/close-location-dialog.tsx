"use client";

import type { LocationView } from "@hutong/inventory";
import { Button, Dialog, Field, Select, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { Options } from "../../../shell/options.tsx";
import { useStore } from "../../../shell/store-provider.tsx";

/** Closes a location, and asks where what is still there goes. */
export function CloseLocationDialog({
  location,
  others,
  onClose,
}: {
  location: LocationView;
  others: readonly LocationView[];
  onClose: () => void;
}) {
  const t = useTranslations("locations");
  const common = useTranslations("common");
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [moveTo, setMoveTo] = useState("");
  const close = useMutation(
    trpc.locations.close.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.locations.pathFilter());
        await queries.invalidateQueries(trpc.inventory.pathFilter());
        showToast(t("closedToast", { name: location.name }));
        onClose();
      },
    }),
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("closeOf", { name: location.name })}
      description={t("closeNote")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            look="primary"
            isBusy={close.isPending}
            onClick={() => close.mutate({ store: handle, id: location.id, ...(moveTo ? { moveTo } : {}) })}
          >
            {t("close")}
          </Button>
        </>
      }
    >
      {close.error ? <FormFailure error={close.error} /> : null}
      <Field label={t("moveTo")} help={t("moveToHelp")}>
        <Select value={moveTo} onChange={(event) => setMoveTo(event.target.value)}>
          <option value="">{t("isEmpty")}</option>
          <Options of={others.map((one) => [one.id, one.name] as const)} />
        </Select>
      </Field>
    </Dialog>
  );
}
